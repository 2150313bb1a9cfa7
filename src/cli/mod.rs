//! Arguments -> checked settings -> run -> report. The only room that writes to the disk.

mod arguments;
mod excerpt;
mod human;
mod json;
mod outputs;
mod place;
mod progress;
mod report;
mod settings;
mod summary;
