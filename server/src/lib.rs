//! The one binary of Twinpost: pages, files and commands over the same use cases.

pub mod command;
pub mod config;
mod feed;
mod files;
pub mod http;
pub mod proxy;
pub mod rest;
