mod cell;
mod clock;
mod lesson;
mod weeks;
