//! The command line as it is typed: raw arguments -> [`Arguments`], which `settings` checks. The
//! doc comments here are the texts of `--help`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// Makes books that many hands wrote: Markdown in; print PDF, screen PDF and EPUB out.
#[derive(Clone, Debug, Parser)]
#[command(name = "recto", version, args_conflicts_with_subcommands = true)]
#[command(
    after_help = "Exit status: 0 all is well, 1 the manuscript has errors, 2 wrong usage, \
    74 the disk failed.\nSOURCE_DATE_EPOCH (seconds since 1970) gives the date of a manuscript \
    that names none."
)]
pub struct Arguments {
    /// What to do; `build` where nothing is said.
    #[command(subcommand)]
    pub command: Option<CommandArguments>,

    /// The options of `build`.
    #[command(flatten)]
    pub build: BuildArguments,
}

/// The commands.
#[derive(Clone, Debug, Subcommand)]
pub enum CommandArguments {
    /// Make the editions of one or more manuscripts
    Build {
        /// The manuscripts' folders [default: ./manuscript]
        #[arg(value_name = "DIR")]
        folders: Vec<PathBuf>,

        /// The options.
        #[command(flatten)]
        build: BuildArguments,
    },
    /// Build, and build again whenever a file of the manuscript is saved, until Ctrl-C
    ///
    /// Findings are shown for people only. A build that fails leaves the editions from before, and the
    /// next save is waited for.
    Watch(WatchArguments),
    /// Report every mistake of a manuscript; write nothing
    Check(CheckArguments),
    /// Bind an approval to a text: a release refuses the text when it is changed after it
    Approve(ApproveArguments),
    /// Judge finished PDFs, ours or others', as a press would
    Preflight {
        /// The files
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,

        /// Judge by what a printer asks: kdp, ingramspark, lulu, sheetfed
        #[arg(long, value_name = "NAME")]
        profile: Option<String>,

        /// How findings are shown
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
    },
    /// Write a small manuscript that can be built at once
    New {
        /// The folder, which is made; one that exists has to be empty
        #[arg(value_name = "DIR")]
        folder: PathBuf,

        /// The book's title
        #[arg(long)]
        title: Option<String>,

        /// The book's language, a tag such as `en-GB` or `fr`; French books get French texts
        #[arg(long, value_name = "TAG", default_value = "en-GB")]
        language: String,
    },
    /// Print the page of a finding's code: what it means, why it matters, how to mend it
    Explain {
        /// The code, such as `ref/unknown`
        #[arg(value_name = "CODE", required_unless_present = "list")]
        code: Option<String>,

        /// List all codes
        #[arg(long, conflicts_with = "code")]
        list: bool,
    },
    /// Print the JSON Schema of a settings file, for editors
    Schema {
        /// The file
        #[arg(value_name = "FILE", value_enum, default_value_t = SchemaArgument::Book)]
        file: SchemaArgument,
    },
    /// Print the completions of a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// What is made, and where it goes.
#[derive(Clone, Debug, Args)]
pub struct MakingArguments {
    /// Make this edition only; may be given several times
    #[arg(long = "edition", value_name = "EDITION", value_enum)]
    pub editions: Vec<EditionArgument>,

    /// Make one text alone, with the book's folios and numbers: its id, its file's name without the
    /// ending, or its contributor
    #[arg(long, value_name = "ID")]
    pub only: Option<String>,

    /// Make the print file for a printer, and nothing else unless `--edition` asks: kdp, ingramspark,
    /// lulu or sheetfed
    #[arg(long, value_name = "NAME", conflicts_with = "only")]
    pub printer: Option<String>,

    /// The folder that receives the editions and the report; it is made when missing
    #[arg(long, value_name = "DIR", default_value = "./build")]
    pub out: PathBuf,
}

/// The options of `build`.
#[derive(Clone, Debug, Args)]
pub struct BuildArguments {
    /// What is made.
    #[command(flatten)]
    pub making: MakingArguments,

    /// Let warnings stop the build too
    #[arg(long)]
    pub release: bool,

    /// Work on so many threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,

    /// How findings are shown
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,

    /// Show findings only: no progress, no summary
    #[arg(long)]
    pub quiet: bool,

    /// Say on standard error where the time went: each stage, its share, the threads it kept busy, and
    /// the bytes it read or made
    #[arg(long)]
    pub timings: bool,

    /// Print what a stage made on standard output, as text, and write no edition
    #[arg(long, value_name = "WHAT", value_enum, conflicts_with = "format")]
    pub dump: Option<Dump>,
}

/// The options of `watch`.
#[derive(Clone, Debug, Args)]
pub struct WatchArguments {
    /// The manuscript's folder [default: ./manuscript]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,

    /// What is made.
    #[command(flatten)]
    pub making: MakingArguments,

    /// Work on so many threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

impl From<WatchArguments> for BuildArguments {
    fn from(own: WatchArguments) -> BuildArguments {
        BuildArguments {
            making: own.making,
            release: false,
            threads: own.threads,
            format: Format::Human,
            quiet: false,
            timings: false,
            dump: None,
        }
    }
}

/// The options of `check`.
#[derive(Clone, Debug, Args)]
pub struct CheckArguments {
    /// The manuscript's folder [default: ./manuscript]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,

    /// Report what concerns the pages alone, and how they are set: loose lines, uneven spreads,
    /// divided notes
    #[arg(long)]
    pub layout: bool,

    /// Report what concerns accessibility alone, each with its success criterion of WCAG 2.2: images,
    /// headings, tables, links, languages, contrast
    #[arg(long, conflicts_with = "layout")]
    pub accessibility: bool,

    /// How findings are shown
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

/// The options of `approve`.
#[derive(Clone, Debug, Args)]
pub struct ApproveArguments {
    /// The text: its id, its file's name without the ending, or its contributor
    #[arg(value_name = "ID", required_unless_present = "all")]
    pub id: Option<String>,

    /// The manuscript's folder [default: ./manuscript]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,

    /// Who approves it: name and office
    #[arg(long, value_name = "NAME")]
    pub by: String,

    /// The day, as YYYY-MM-DD [default: the day of SOURCE_DATE_EPOCH]
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,

    /// Approve every text that is cleared and not approved as it is; the only name is then the folder
    #[arg(long)]
    pub all: bool,
}

/// What can be printed as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Dump {
    /// The pages: every run, rule and image with its place
    Layout,
}

/// How findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the line of the source, for people
    Human,
    /// As a JSON array on standard output, for programs
    Json,
    /// As a SARIF 2.1.0 log on standard output, for code scanners
    Sarif,
}

/// An edition, as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum EditionArgument {
    /// The PDF for the press
    Print,
    /// The PDF for the screen, with links and tags
    Screen,
    /// The EPUB for e-readers
    Epub,
}

/// What has a schema, as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaArgument {
    /// What the book is
    #[value(name = "book.toml", alias = "book")]
    Book,
    /// Who contributed
    #[value(name = "contributors.toml", alias = "contributors")]
    Contributors,
    /// What contributions answer
    #[value(name = "questionnaire.toml", alias = "questionnaire")]
    Questionnaire,
    /// The acronyms
    #[value(name = "acronyms.toml", alias = "acronyms")]
    Acronyms,
    /// The themes of recommendations
    #[value(name = "themes.toml", alias = "themes")]
    Themes,
    /// What was approved
    #[value(name = "approvals.toml", alias = "approvals")]
    Approvals,
    /// The YAML at the head of a text
    FrontMatter,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_misspelt_command_is_no_folder() {
        assert!(Arguments::try_parse_from(["recto", "chekc"]).is_err());
        assert!(Arguments::try_parse_from(["recto", "--release"]).is_ok());
    }
}
