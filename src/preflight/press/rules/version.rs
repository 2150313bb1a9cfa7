//! The version of PDF is one that the standard is made of: 1.6 at most for PDF/X-4, 1.4 for PDF/X-1a and
//! PDF/X-3. A later file may have what a press of that standard does not know.

use crate::diagnostic::codes;
use crate::printer::Standard;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    let most = match survey.standard {
        Standard::X4 => (1, 6),
        Standard::X1a | Standard::X3 => (1, 4),
        Standard::Plain => return,
    };
    let Some(own) = survey.version() else {
        return;
    };
    if own > most {
        let name = survey.standard.name();
        let message = format!(
            "the file is PDF {}.{}, and {name} is PDF {}.{} at most",
            own.0, own.1, most.0, most.1
        );
        report.tell(
            codes::PRINT_VERSION,
            Told::new(message).help("export the file again as the standard that is meant"),
        );
    }
}
