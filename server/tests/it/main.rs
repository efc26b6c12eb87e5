//! The doors of the site, asked in process: what every role gets, and what no request may do.

#[cfg(test)]
mod accounts;
#[cfg(test)]
mod client;
#[cfg(test)]
mod community;
#[cfg(test)]
mod database;
#[cfg(test)]
mod endpoints;
#[cfg(test)]
mod feeds;
#[cfg(test)]
mod forms;
#[cfg(test)]
mod headers;
#[cfg(test)]
mod import;
#[cfg(test)]
mod language;
#[cfg(test)]
mod program;
#[cfg(test)]
mod requests;
#[cfg(test)]
mod rest_access;
#[cfg(test)]
mod rest_document;
#[cfg(test)]
mod rest_nouns;
#[cfg(test)]
mod rest_versions;
#[cfg(test)]
mod sessions;
