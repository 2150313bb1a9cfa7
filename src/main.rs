//! The program `recto`: what it does is in the library, what it is asked in `cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    recto::cli::main()
}
