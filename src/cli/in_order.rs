//! Work that is done side by side, and whose results come in the order in which it was given.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Does the pieces of work `0..count` side by side, and hands each result over when its turn comes: first
/// that of 0, then that of 1. What is ready too early waits, so a result should be small.
///
/// Every thread takes one piece after the other. A thread that waits for others inside a piece helps them,
/// but never begins another piece before its own is done: so there are never more pieces in work than
/// threads, and none stands on the stack of another. The last pieces have all threads that are free.
pub fn in_order<T: Send>(
    count: usize,
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(T) + Send,
) {
    if count == 1 {
        return take(work(0));
    }
    let next = AtomicUsize::new(0);
    let line = Mutex::new(Line {
        ready: BTreeMap::new(),
        turn: 0,
        take,
    });
    rayon::broadcast(|_| {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return;
            }
            let result = work(at);
            let mut line = line.lock().unwrap_or_else(PoisonError::into_inner);
            line.arrive(at, result);
        }
    });
}

/// Results that wait for their turn.
struct Line<T, F> {
    ready: BTreeMap<usize, T>,
    /// Whose turn it is.
    turn: usize,
    take: F,
}

impl<T, F: FnMut(T)> Line<T, F> {
    fn arrive(&mut self, at: usize, result: T) {
        self.ready.insert(at, result);
        while let Some(result) = self.ready.remove(&self.turn) {
            self.turn += 1;
            (self.take)(result);
        }
    }
}

#[cfg(test)]
mod tests {
    use rayon::prelude::*;

    use super::*;

    #[test]
    fn results_come_in_order_however_long_each_takes() {
        for threads in [1, 2, 5] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            let mut taken = Vec::new();
            pool.expect("threads").install(|| {
                // Each piece has parts that other threads may do.
                let work = |at: usize| {
                    let parts = (0..(50 - at) * 100).into_par_iter();
                    (at, parts.map(|part| part % 7).sum::<usize>())
                };
                in_order(50, work, |(at, _)| taken.push(at));
            });
            assert_eq!(taken, (0..50).collect::<Vec<usize>>(), "{threads} threads");
        }
    }

    #[test]
    fn no_piece_begins_while_its_thread_has_another() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build();
        let busy = (0..3).map(|_| AtomicUsize::new(0)).collect::<Vec<_>>();
        pool.expect("threads").install(|| {
            let work = |_| {
                let own = rayon::current_thread_index().expect("a thread of the pool");
                assert_eq!(busy[own].fetch_add(1, Ordering::SeqCst), 0);
                let sum: usize = (0..10_000).into_par_iter().map(|own| own % 7).sum();
                busy[own].fetch_sub(1, Ordering::SeqCst);
                sum
            };
            in_order(60, work, drop);
        });
    }

    #[test]
    fn nothing_to_do_and_one_thing_to_do_are_fine() {
        for count in [0, 1] {
            let mut taken = 0;
            in_order(count, |at| at, |_| taken += 1);
            assert_eq!(taken, count);
        }
    }
}
