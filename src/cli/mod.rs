//! Arguments -> checked settings -> run -> report. The only room that writes to the disk.
