//! The doors of the site, asked in process: what every role gets, and what no request may do.

#[cfg(test)]
mod accounts;
mod client;
#[cfg(test)]
mod community;
#[cfg(test)]
mod database;
#[cfg(test)]
mod endpoints;
#[cfg(test)]
mod forms;
#[cfg(test)]
mod headers;
#[cfg(test)]
mod import;
#[cfg(test)]
mod language;
#[cfg(test)]
mod requests;
#[cfg(test)]
mod sessions;
