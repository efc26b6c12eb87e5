mod engine;
mod forecast;
mod packs;
