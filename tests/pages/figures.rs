//! What was measured of a book, and how it is printed.

use std::fmt;

/// The figures of a book.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Pages of the file.
    pub pages: usize,
    /// Lines of justified prose: all lines of its paragraphs but the last of each.
    pub lines: Vec<JustifiedLine>,
    /// How far a justified line ends from its column's edge at most, in points; lines that end with a
    /// letter or a mark whose edge is soft are not counted.
    pub edge: f64,
    /// Lines in a row that end with a hyphen, at most.
    pub longest_ladder: usize,
    /// Last lines of paragraphs that are shorter than the indent and two ems.
    pub runts: usize,
    /// Spreads whose two pages were compared.
    pub spreads: usize,
    /// Marks of notes in the text, and notes at the feet of pages.
    pub marks: usize,
    /// Notes that begin at the foot of a page.
    pub notes: usize,
    /// All that was found.
    pub faults: Vec<Fault>,
}

/// A line of justified prose.
#[derive(Clone, Debug, PartialEq)]
pub struct JustifiedLine {
    /// The sheet, counted from 1.
    pub page: usize,
    /// From the top of the trim.
    pub baseline: f64,
    /// What its spaces gained, in units of what they may gain; below 0 what they lost, in units of what
    /// they may lose.
    pub ratio: f64,
    /// Its word space, in units of the face's own.
    pub space: f64,
    /// The horizontal scale of its glyphs.
    pub scale: f64,
    /// How many lines up to this one end with a hyphen, this one among them.
    pub hyphens: usize,
}

/// What is wrong with a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What it is.
    pub kind: FaultKind,
    /// The sheet, counted from 1.
    pub page: usize,
    /// Where, and by how much.
    pub says: String,
}

/// The kinds of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// More than two lines in a row end with a hyphen.
    Ladder,
    /// The last line of a page ends with a hyphen.
    HyphenAtFoot,
    /// A line stands out of its column.
    Overfull,
    /// The last line of a paragraph begins a page.
    Widow,
    /// The first line of a paragraph ends a page.
    Orphan,
    /// Fewer than two lines follow a heading or a list's introduction on its page.
    HeadingAtFoot,
    /// The two pages of a spread end on different heights.
    UnevenSpread,
    /// A note begins on another page than its mark.
    LateNote,
    /// A note goes on on the next page.
    SplitNote,
    /// A page has fewer than four lines.
    ShortPage,
}

impl FaultKind {
    /// All kinds, with what they are called in the table.
    pub const ALL: [(FaultKind, &str); 10] = [
        (FaultKind::Ladder, "more than two hyphens in a row"),
        (FaultKind::HyphenAtFoot, "pages that end with a hyphen"),
        (FaultKind::Overfull, "overfull lines"),
        (FaultKind::Widow, "widows"),
        (FaultKind::Orphan, "orphans"),
        (
            FaultKind::HeadingAtFoot,
            "headings and introductions at a foot",
        ),
        (FaultKind::UnevenSpread, "uneven spreads"),
        (FaultKind::LateNote, "late notes"),
        (FaultKind::SplitNote, "notes that are split"),
        (FaultKind::ShortPage, "pages of fewer than four lines"),
    ];
}

/// The least and the greatest ratio of the histogram, in quarters.
const BINS: (i32, i32) = (-5, 12);

impl Figures {
    /// How many faults there are of a kind.
    pub fn count(&self, kind: FaultKind) -> usize {
        self.faults
            .iter()
            .filter(|fault| fault.kind == kind)
            .count()
    }

    /// The lines that end with a hyphen, in per cent.
    pub fn hyphenated(&self) -> f64 {
        self.share_of_lines(|line| line.hyphens > 0)
    }

    /// The lines whose spaces gained more than they may (TeX's badness 100), in per cent.
    pub fn loose(&self) -> f64 {
        self.share_of_lines(|line| line.ratio > 1.0 + ROUNDED)
    }

    /// The lines whose spaces gained or lost more than half of what they may, in per cent.
    pub fn over_half(&self) -> f64 {
        self.share_of_lines(|line| line.ratio.abs() > 0.5)
    }

    /// The mean of how far lines are from their natural spaces.
    pub fn mean_ratio(&self) -> f64 {
        let sum: f64 = self.lines.iter().map(|line| line.ratio.abs()).sum();
        sum / count(self.lines.len().max(1))
    }

    /// The uneven spreads, in per cent of those that were compared.
    pub fn uneven(&self) -> f64 {
        100.0 * count(self.count(FaultKind::UnevenSpread)) / count(self.spreads.max(1))
    }

    /// The tightest and the widest word space, in units of the face's own.
    pub fn spaces(&self) -> (f64, f64) {
        let spaces = self.lines.iter().map(|line| line.space);
        spaces.fold((f64::MAX, 0.0), |(least, most), own| {
            (own.min(least), own.max(most))
        })
    }

    /// The lines in each quarter of the ratio, with its lower edge; the outermost hold the rest.
    pub fn histogram(&self) -> Vec<(f64, usize)> {
        let bin = |line: &JustifiedLine| {
            let quarter = (line.ratio * 4.0).floor();
            quarter.clamp(f64::from(BINS.0), f64::from(BINS.1))
        };
        let bins = (BINS.0..=BINS.1).map(f64::from);
        bins.map(|own| {
            (
                own / 4.0,
                self.lines.iter().filter(|line| bin(line) == own).count(),
            )
        })
        .collect()
    }

    /// The lines for another program to read: a head, then a line each, parted by tabs.
    pub fn table_of_lines(&self) -> String {
        let mut table = "sheet\tbaseline\tratio\tspace\tscale\thyphens\n".to_owned();
        for line in &self.lines {
            let (page, hyphens) = (line.page, line.hyphens);
            let [baseline, ratio, space, scale] =
                [line.baseline, line.ratio, line.space, line.scale].map(|own| format!("{own:.4}"));
            table += &format!("{page}\t{baseline}\t{ratio}\t{space}\t{scale}\t{hyphens}\n");
        }
        table
    }

    fn share_of_lines(&self, is_counted: impl Fn(&JustifiedLine) -> bool) -> f64 {
        let counted = self.lines.iter().filter(|line| is_counted(line)).count();
        100.0 * count(counted) / count(self.lines.len().max(1))
    }
}

/// What the thousandths of the em to which spaces are rounded in a PDF may add to a ratio.
const ROUNDED: f64 = 0.01;

impl fmt::Display for Figures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (tightest, widest) = self.spaces();
        let hyphens = self.lines.iter().filter(|line| line.hyphens > 0).count();
        let loose = self
            .lines
            .iter()
            .filter(|line| line.ratio > 1.0 + ROUNDED)
            .count();
        writeln!(out, "{:>9}  pages", self.pages)?;
        writeln!(out, "{:>9}  lines of justified prose", self.lines.len())?;
        writeln!(
            out,
            "{hyphens:>9}  of them end with a hyphen: {:.2} %",
            self.hyphenated()
        )?;
        writeln!(
            out,
            "{loose:>9}  are over badness 100: {:.2} %",
            self.loose()
        )?;
        writeln!(
            out,
            "{:>9.3}  mean of |r|; |r| > 0.5: {:.1} %",
            self.mean_ratio(),
            self.over_half()
        )?;
        writeln!(out, "{:>9}  longest run of hyphens", self.longest_ladder)?;
        writeln!(
            out,
            "{:>9}  last lines shorter than the indent and two ems",
            self.runts
        )?;
        writeln!(out, "{:>9.3}  points from the edge, at most", self.edge)?;
        writeln!(
            out,
            "{tightest:>9.3}  tightest word space, widest {widest:.3} (the face's own is 1)"
        )?;
        writeln!(out, "{:>9}  marks, {} notes", self.marks, self.notes)?;
        for (kind, name) in FaultKind::ALL {
            write!(out, "{:>9}  {name}", self.count(kind))?;
            if kind == FaultKind::UnevenSpread {
                write!(out, " of {}: {:.1} %", self.spreads, self.uneven())?;
            }
            writeln!(out)?;
        }
        writeln!(out, "           r from  lines")?;
        for (from, lines) in self.histogram() {
            writeln!(out, "           {from:>6.2} {lines:>6}")?;
        }
        let mut loosest: Vec<&JustifiedLine> = self.lines.iter().collect();
        loosest.sort_by(|a, b| b.ratio.total_cmp(&a.ratio));
        for line in loosest.into_iter().take(5) {
            let down = line.baseline;
            writeln!(
                out,
                "  r = {:.2}, sheet {}, {down:.0} pt down",
                line.ratio, line.page
            )?;
        }
        for fault in &self.faults {
            writeln!(
                out,
                "  {:?}, sheet {}: {}",
                fault.kind, fault.page, fault.says
            )?;
        }
        Ok(())
    }
}

/// A count as a number to divide by.
pub fn count(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("a count of things in a book"))
}
