//! A session in the room.
