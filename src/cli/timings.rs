//! `--timings`: the stages of a build, which the rooms name as spans, with the wall clock and the clock
//! of the process -> a table of where the time went.
//!
//! A stage that has others beside it shares the processor with them: how many threads it kept busy
//! cannot be told, and is not.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::{SetGlobalDefaultError, set_global_default};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::{LookupSpan, Registry};

/// Measures a program from here on.
pub struct Timings {
    begun: Moment,
    stages: Stages,
}

type Stages = Arc<Mutex<Vec<Stage>>>;

impl Timings {
    /// Begins to measure.
    ///
    /// # Errors
    /// Something else receives the spans of this program already.
    pub fn begin() -> Result<Timings, SetGlobalDefaultError> {
        let stages = Stages::default();
        let recorder = Recorder {
            stages: stages.clone(),
        };
        set_global_default(Registry::default().with(recorder))?;
        Ok(Timings {
            begun: Moment::now(),
            stages,
        })
    }

    /// The table of all that has ended, ended by a line break.
    pub fn table(&self) -> String {
        // A poisoned lock still holds whole stages: they are pushed in one step.
        let stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        let whole = Stage {
            path: Vec::new(),
            begun: self.begun,
            ended: Moment::now(),
            bytes: None,
        };
        table(&stages, &whole)
    }
}

/// A point in time, by the wall and by what the process had of all processors.
#[derive(Clone, Copy, Debug)]
struct Moment {
    wall: Instant,
    /// `None` where the system does not tell.
    processor: Option<Duration>,
}

impl Moment {
    fn now() -> Moment {
        Moment {
            wall: Instant::now(),
            processor: processor_time(),
        }
    }
}

#[cfg(unix)]
fn processor_time() -> Option<Duration> {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::try_from(time).ok()
}

#[cfg(not(unix))]
fn processor_time() -> Option<Duration> {
    None
}

/// A stage that has ended.
#[derive(Clone, Debug)]
struct Stage {
    /// Its name, after those of the stages around it.
    path: Vec<&'static str>,
    begun: Moment,
    ended: Moment,
    /// What it read or made, where that is counted.
    bytes: Option<u64>,
}

impl Stage {
    fn wall(&self) -> Duration {
        self.ended.wall - self.begun.wall
    }

    fn processor(&self) -> Option<Duration> {
        Some(self.ended.processor?.saturating_sub(self.begun.processor?))
    }

    /// Whether the other ran at the same time, and is not around it or within it.
    fn is_beside(&self, other: &Stage) -> bool {
        let overlaps = self.begun.wall < other.ended.wall && other.begun.wall < self.ended.wall;
        let is_around = other.path.starts_with(&self.path) || self.path.starts_with(&other.path);
        overlaps && !is_around
    }
}

/// Receives the spans of the program.
struct Recorder {
    stages: Stages,
}

/// What is known of a span while it is open.
struct Open {
    begun: Moment,
    bytes: Option<u64>,
}

/// Reads the field `bytes`.
struct Bytes<'o>(&'o mut Option<u64>);

impl Visit for Bytes<'_> {
    fn record_u64(&mut self, field: &Field, value: u64) {
        if field.name() == "bytes" {
            *self.0 = Some(value);
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

impl<S> Layer<S> for Recorder
where
    S: tracing::Subscriber + for<'a> LookupSpan<'a>,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut bytes = None;
        attributes.record(&mut Bytes(&mut bytes));
        if let Some(span) = context.span(id) {
            let begun = Moment::now();
            span.extensions_mut().insert(Open { begun, bytes });
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        if let Some(span) = context.span(id)
            && let Some(open) = span.extensions_mut().get_mut::<Open>()
        {
            values.record(&mut Bytes(&mut open.bytes));
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let Some(span) = context.span(&id) else {
            return;
        };
        let Some(open) = span.extensions_mut().remove::<Open>() else {
            return;
        };
        let stage = Stage {
            path: span.scope().from_root().map(|own| own.name()).collect(),
            begun: open.begun,
            ended: Moment::now(),
            bytes: open.bytes,
        };
        let mut stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        stages.push(stage);
    }
}

/// A line of the table: a stage, or several of one name.
struct Row<'s> {
    path: &'s [&'static str],
    times: usize,
    wall: Duration,
    /// `None` where others ran beside it.
    processor: Option<Duration>,
    bytes: Option<u64>,
    begun: Instant,
}

/// The table. Stages of one name are one line, in the order in which the first of them began.
fn table(stages: &[Stage], whole: &Stage) -> String {
    let mut rows: Vec<Row<'_>> = Vec::new();
    let beside = beside(stages);
    for (stage, is_beside) in stages.iter().zip(beside) {
        let is_alone = !is_beside;
        let own = Row {
            path: &stage.path,
            times: 1,
            wall: stage.wall(),
            processor: stage.processor().filter(|_| is_alone),
            bytes: stage.bytes,
            begun: stage.begun.wall,
        };
        match rows.iter_mut().find(|row| row.path == stage.path) {
            None => rows.push(own),
            Some(row) => {
                row.times += 1;
                row.wall += own.wall;
                row.processor = row.processor.zip(own.processor).map(|(a, b)| a + b);
                row.bytes = row.bytes.zip(own.bytes).map(|(a, b)| a + b);
                row.begun = row.begun.min(own.begun);
            }
        }
    }
    let begun = |path: &[&str]| {
        let found = rows.iter().find(|row| row.path == path);
        found.map(|row| row.begun)
    };
    // Those within a stage follow it, in their own order.
    let mut order: Vec<(Vec<Option<Instant>>, usize)> = (rows.iter().enumerate())
        .map(|(at, row)| {
            let ends = 1..=row.path.len();
            (ends.map(|end| begun(&row.path[..end])).collect(), at)
        })
        .collect();
    order.sort();
    let total = whole.wall();
    let mut text = format!(
        "{:<34} {:>9} {:>6} {:>9} {:>5} {:>11}\n",
        "stage", "wall", "share", "processor", "busy", "bytes"
    );
    for (_, at) in order {
        if let Some(row) = rows.get(at) {
            text.push_str(&line(row, total));
        }
    }
    text.push_str(&line(
        &Row {
            path: &["all"],
            times: 1,
            wall: total,
            processor: whole.processor(),
            bytes: None,
            begun: whole.begun.wall,
        },
        total,
    ));
    text
}

/// Which stages had others beside them. Hundreds of manuscripts have thousands of stages: each is held
/// against those alone that began before it ended.
fn beside(stages: &[Stage]) -> Vec<bool> {
    let mut order: Vec<(usize, &Stage)> = stages.iter().enumerate().collect();
    order.sort_by_key(|(_, own)| own.begun.wall);
    let mut beside = vec![false; stages.len()];
    for (place, (at, own)) in order.iter().enumerate() {
        let later = order.iter().skip(place + 1);
        for (other, _) in later
            .take_while(|(_, other)| other.begun.wall < own.ended.wall)
            .filter(|(_, other)| own.is_beside(other))
        {
            beside[*at] = true;
            beside[*other] = true;
        }
    }
    beside
}

fn line(row: &Row<'_>, total: Duration) -> String {
    let name = row.path.last().copied().unwrap_or_default();
    let depth = row.path.len().saturating_sub(1) * 2;
    let times = match row.times {
        1 => String::new(),
        times => format!(" ({times} times)"),
    };
    let share = 100.0 * row.wall.as_secs_f64() / total.as_secs_f64().max(1e-9);
    let milliseconds = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1e3);
    let busy = row.processor.map_or("–".to_owned(), |processor| {
        format!(
            "{:.1}",
            processor.as_secs_f64() / row.wall.as_secs_f64().max(1e-9)
        )
    });
    format!(
        "{:<34} {:>9} {share:>4.0} % {:>9} {busy:>5} {:>11}\n",
        format!("{:depth$}{name}{times}", ""),
        milliseconds(row.wall),
        row.processor.map_or("–".to_owned(), milliseconds),
        row.bytes.map_or(String::new(), |bytes| bytes.to_string()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_stages_in_order_and_no_busy_threads_of_those_side_by_side() {
        let start = Instant::now();
        let moment = |milliseconds: u64, processor: u64| Moment {
            wall: start + Duration::from_millis(milliseconds),
            processor: Some(Duration::from_millis(processor)),
        };
        let stage = |path: &[&'static str], from: (u64, u64), to: (u64, u64), bytes| Stage {
            path: path.to_vec(),
            begun: moment(from.0, from.1),
            ended: moment(to.0, to.1),
            bytes,
        };
        // As they end: what lies within a stage before it.
        let stages = [
            stage(&["parse"], (0, 0), (20, 30), Some(1_000)),
            stage(&["write", "print"], (20, 30), (90, 160), Some(70)),
            stage(&["write", "epub"], (30, 50), (60, 100), None),
            stage(&["write"], (20, 30), (100, 180), None),
        ];
        let table = table(&stages, &stage(&[], (0, 0), (100, 180), None));
        let lines: Vec<Vec<&str>> = table
            .lines()
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert_eq!(
            lines[1..],
            [
                vec![
                    "parse", "20.0", "ms", "20", "%", "30.0", "ms", "1.5", "1000"
                ],
                vec!["write", "80.0", "ms", "80", "%", "150.0", "ms", "1.9"],
                vec!["print", "70.0", "ms", "70", "%", "–", "–", "70"],
                vec!["epub", "30.0", "ms", "30", "%", "–", "–"],
                vec!["all", "100.0", "ms", "100", "%", "180.0", "ms", "1.8"],
            ]
        );
        assert!(table.contains("\n  print ") && table.contains("\nwrite "));
    }

    #[test]
    fn stages_of_one_name_are_added() {
        let begun = Moment::now();
        let stage = |bytes| Stage {
            path: vec!["parse"],
            begun,
            ended: Moment {
                wall: begun.wall + Duration::from_millis(10),
                processor: None,
            },
            bytes: Some(bytes),
        };
        let whole = Stage {
            path: Vec::new(),
            ..stage(0)
        };
        let table = table(&[stage(3), stage(4)], &whole);
        let line = table.lines().nth(1).expect("a line");
        assert!(
            line.starts_with("parse (2 times)") && line.ends_with(" 7"),
            "{line}"
        );
        assert!(line.contains("20.0 ms"), "{line}");
    }

    #[test]
    fn the_clock_of_the_process_runs() {
        let first = Moment::now();
        let mut sum = 0_u64;
        while Moment::now().wall < first.wall + Duration::from_millis(20) {
            sum = sum.wrapping_add(1);
        }
        let processor = Moment::now().processor.zip(first.processor);
        assert_eq!(processor.is_some(), cfg!(unix), "{sum}");
        if let Some((after, before)) = processor {
            assert!(after > before);
        }
    }
}
