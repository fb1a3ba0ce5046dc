//! The JSON room.

mod tape;
