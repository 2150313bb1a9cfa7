//! Arguments -> checked settings -> run -> report. The only room that writes to the disk.

mod approve;
mod arguments;
mod build;
mod built;
mod check;
mod concern;
mod excerpt;
mod explain;
mod human;
mod in_order;
mod json;
mod new;
mod outputs;
mod place;
mod preflight;
mod progress;
mod report;
mod run;
mod sarif;
mod settings;
mod slugs;
mod summary;
mod tell;
mod timings;
mod watch;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use crate::bibliography;

use arguments::Arguments;
use run::Failure;

/// How the program ends, the worst last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// All is well.
    #[default]
    Fine,
    /// A manuscript has errors, or warnings where none may pass.
    Errors,
    /// The program was called wrongly.
    Usage,
    /// The disk failed: `EX_IOERR` of sysexits.h.
    Disk,
}

impl Status {
    fn of(is_stopped: bool) -> Status {
        if is_stopped {
            Status::Errors
        } else {
            Status::Fine
        }
    }

    /// What the exit code means, for people.
    fn words(self) -> &'static str {
        match self {
            Status::Fine => "all is well",
            Status::Errors => "the manuscript has errors",
            Status::Usage => "wrong usage",
            Status::Disk => "the disk failed",
        }
    }

    fn code(self) -> u8 {
        match self {
            Status::Fine => 0,
            Status::Errors => 1,
            Status::Usage => 2,
            Status::Disk => 74,
        }
    }
}

/// A panic that `bibliography` catches becomes a finding, and is not printed as well. All others are
/// printed as before, on whatever thread they are.
fn leave_out_guarded_panics() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !bibliography::is_guarded() {
            print(panic);
        }
    }));
}

/// The program, from its arguments to its exit code.
pub fn main() -> ExitCode {
    leave_out_guarded_panics();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(answer) => return answer_instead(&answer),
    };
    let epoch = std::env::var_os("SOURCE_DATE_EPOCH");
    let status = settings::check(arguments, epoch.as_deref())
        .map_err(Failure::Usage)
        .and_then(|command| run::run(&command))
        .unwrap_or_else(|failure| {
            // Who cannot read standard error still has the exit code.
            drop(writeln!(anstream::stderr(), "recto: {failure}"));
            failure.status()
        });
    ExitCode::from(status.code())
}

/// Shows the help or the version that was asked for, or what clap cannot read.
fn answer_instead(answer: &clap::Error) -> ExitCode {
    let is_shown = answer.print().is_ok();
    let status = if answer.use_stderr() {
        Status::Usage
    } else if is_shown {
        Status::Fine
    } else {
        Status::Disk
    };
    ExitCode::from(status.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Says to this test that it runs in a process of its own, whose panics may be printed.
    const CHILD: &str = "RECTO_TEST_OF_PANICS";

    #[test]
    fn a_guarded_panic_is_not_printed_and_any_other_is() {
        let panics = |words: &'static str| std::panic::catch_unwind(move || panic!("{words}"));
        if std::env::var_os(CHILD).is_some() {
            leave_out_guarded_panics();
            assert!(bibliography::guarded(|| panics("guarded")).is_some());
            let elsewhere =
                || std::thread::spawn(|| std::panic::catch_unwind(|| panic!("elsewhere")).is_err());
            assert!(bibliography::guarded(|| elsewhere().join().is_ok()).is_some());
            assert!(panics("afterwards").is_err());
            return;
        }
        let name = "cli::tests::a_guarded_panic_is_not_printed_and_any_other_is";
        let child = std::process::Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", name, "--nocapture"])
            .env(CHILD, "1")
            .output()
            .expect("this program runs");
        let said = String::from_utf8_lossy(&child.stderr);
        assert!(child.status.success(), "{said}");
        assert!(!said.contains("guarded\n"), "{said}");
        assert!(
            said.contains("elsewhere") && said.contains("afterwards"),
            "{said}"
        );
    }
}
