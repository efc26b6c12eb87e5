mod cell;
mod clock;
mod dated;
mod lesson;
mod weeks;
