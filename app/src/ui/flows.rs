//! How many people go between two groups of organisations, in both directions.
//!
//! The names are text beside the picture, so that they keep their size; the ribbons between stretch with the width.

use super::text::Text;
use leptos::prelude::*;

/// An organisation at one side.
#[derive(Clone, Debug)]
pub struct FlowNode {
    /// Its name.
    pub name: Text,
    /// Where it leads.
    pub href: Option<Text>,
}

/// Which way people go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlowDirection {
    /// From the left side to the right: teachers into enterprises.
    Rightward,
    /// From the right side to the left: engineers into colleges.
    Leftward,
}

/// People of one organisation at another.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Index into the left side.
    pub left: usize,
    /// Index into the right side.
    pub right: usize,
    /// Which way they go.
    pub direction: FlowDirection,
    /// How many they are.
    pub count: u32,
    /// The same as a sentence, shown when pointed at and read out.
    pub title: Text,
}

/// Height of one organisation, px.
const ROW_HEIGHT: f64 = 56.0;
/// Height that the ribbons of the busiest organisation fill, px.
const BAND_HEIGHT: f64 = 44.0;

/// What is known of one organisation while its ribbons are laid.
#[derive(Clone, Copy, Default)]
struct Tally {
    rightward: u32,
    leftward: u32,
    laid: f64,
}

impl Tally {
    fn total(self) -> f64 {
        f64::from(self.rightward + self.leftward)
    }
}

fn tally(length: usize, flows: &[Flow], end: impl Fn(&Flow) -> usize) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); length];
    for flow in flows {
        if let Some(tally) = tallies.get_mut(end(flow)) {
            match flow.direction {
                FlowDirection::Rightward => tally.rightward += flow.count,
                FlowDirection::Leftward => tally.leftward += flow.count,
            }
        }
    }
    tallies
}

/// Ribbons between two groups of organisations, as wide as the people on them are many.
#[component]
pub fn FlowDiagram(
    /// What is shown, for assistive technology.
    #[prop(into)]
    label: Text,
    /// The heading of the left side.
    #[prop(into)]
    left_title: Text,
    /// The heading of the right side.
    #[prop(into)]
    right_title: Text,
    /// What going to the right means.
    #[prop(into)]
    rightward_text: Text,
    /// What going to the left means.
    #[prop(into)]
    leftward_text: Text,
    /// The organisations of the left side from the top down.
    left: Vec<FlowNode>,
    /// The organisations of the right side from the top down.
    right: Vec<FlowNode>,
    /// The flows; those that name an organisation outside the lists, or nobody, are left out.
    flows: Vec<Flow>,
) -> impl IntoView {
    let mut flows: Vec<Flow> =
        flows.into_iter().filter(|flow| flow.left < left.len() && flow.right < right.len() && flow.count > 0).collect();
    flows.sort_by_key(|flow| (flow.left, flow.right, flow.direction == FlowDirection::Leftward));
    let mut left_tallies = tally(left.len(), &flows, |flow| flow.left);
    let mut right_tallies = tally(right.len(), &flows, |flow| flow.right);
    let busiest = left_tallies.iter().chain(&right_tallies).map(|tally| tally.total()).fold(1.0, f64::max);
    // Few people must not make ribbons as broad as a road.
    let scale = (BAND_HEIGHT / busiest).min(6.0);
    let height = left.len().max(right.len()) as f64 * ROW_HEIGHT;
    let left_items = nodes(left, &left_tallies);
    let right_items = nodes(right, &right_tallies);
    let ribbons = flows
        .into_iter()
        .map(|flow| {
            let width = f64::from(flow.count) * scale;
            let from = lay(&mut left_tallies, flow.left, width, scale, height);
            let to = lay(&mut right_tallies, flow.right, width, scale, height);
            let class = match flow.direction {
                FlowDirection::Rightward => "ribbon ribbon-rightward",
                FlowDirection::Leftward => "ribbon ribbon-leftward",
            };
            view! {
                <path
                    class=class
                    d=format!("M0 {from:.1}C45 {from:.1} 55 {to:.1} 100 {to:.1}")
                    stroke-width=format!("{:.1}", width.max(1.5))
                    vector-effect="non-scaling-stroke"
                >
                    <title>{flow.title}</title>
                </path>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <figure class="flows" aria-label=label>
            <figcaption class="flows-legend">
                <span class="flows-key flows-rightward">{rightward_text} <span aria-hidden="true">" →"</span></span>
                <span class="flows-key flows-leftward"><span aria-hidden="true">"← "</span> {leftward_text}</span>
            </figcaption>
            <div class="flows-picture">
                <p class="flows-title">{left_title}</p>
                <p class="flows-title flows-title-right">{right_title}</p>
                <ul class="flows-side">{left_items}</ul>
                <svg class="flows-ribbons" viewBox=format!("0 0 100 {height}") preserveAspectRatio="none" height=height role="presentation">
                    {ribbons}
                </svg>
                <ul class="flows-side flows-side-right">{right_items}</ul>
            </div>
        </figure>
    }
}

/// The middle of the next ribbon at this organisation, px from the top.
fn lay(tallies: &mut [Tally], index: usize, width: f64, scale: f64, height: f64) -> f64 {
    let rows = tallies.len().max(1) as f64;
    let Some(tally) = tallies.get_mut(index) else {
        return 0.0;
    };
    let middle = (index as f64 + 0.5) * height / rows;
    let at = middle - tally.total() * scale / 2.0 + tally.laid + width / 2.0;
    tally.laid += width;
    at
}

fn nodes(nodes: Vec<FlowNode>, tallies: &[Tally]) -> Vec<AnyView> {
    nodes
        .into_iter()
        .zip(tallies.iter().copied())
        .map(|(node, tally)| {
            let rightward = (tally.rightward > 0).then(|| format!("→ {}", tally.rightward));
            let leftward = (tally.leftward > 0).then(|| format!("← {}", tally.leftward));
            let name = match node.href {
                Some(href) => view! { <a class="flows-name" href=href>{node.name}</a> }.into_any(),
                None => view! { <span class="flows-name">{node.name}</span> }.into_any(),
            };
            view! {
                <li>
                    {name}
                    <span class="flows-counts">
                        {rightward.map(|count| view! { <span class="flows-rightward">{count}</span> })}
                        {leftward.map(|count| view! { <span class="flows-leftward">{count}</span> })}
                    </span>
                </li>
            }
            .into_any()
        })
        .collect()
}
