//! The screens, driven by keys as a person would and looked at as a person sees them.

mod desk;
mod keys;
mod large;
mod looks;
mod room;
