//! The steps of a build, and who is told of them.

/// The steps of a build, as progress shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Settings, registries and texts are read.
    Read,
    /// Texts become trees.
    Parse,
    /// Images are read.
    ReadImages,
    /// Labels become numbers and targets.
    Resolve,
    /// Words become lines and pages.
    LayOut,
    /// Pages become files.
    Write,
    /// The files of a release are read again and held against the book.
    Prove,
}

impl Step {
    /// All steps in order.
    pub const ALL: [Step; 7] = [
        Step::Read,
        Step::Parse,
        Step::ReadImages,
        Step::Resolve,
        Step::LayOut,
        Step::Write,
        Step::Prove,
    ];
}

/// Who is told how far the build is.
pub trait Progress: Sync {
    /// A step begins, and the one before it has ended.
    fn begins(&self, step: Step);
}
