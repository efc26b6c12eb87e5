mod engine;
mod packs;
