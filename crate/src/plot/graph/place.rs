//! Where the nodes of a graph are, and the way of every edge between them.
//!
//! Layers are this file's work. The order within a layer, in which few edges cross, and the places come from the
//! library `rust-sugiyama`, after Sugiyama, Tagawa and Toda, *Methods for visual understanding of hierarchical system
//! structures* (1981).

use rust_sugiyama::configure::Config;
use rust_sugiyama::from_vertices_and_edges;

/// Between neighbours in a layer.
const APART: f64 = 16.0;
/// How much room an edge takes that passes a layer.
const PASSAGE: f64 = 12.0;

/// A place by how far it is along the direction of the arrows, and across it.
pub(super) type Place = (f64, f64);

/// How much room a node takes along and across the direction of the arrows.
pub(super) type Room = (f64, f64);

/// Everything laid out. The middles of the nodes; for every edge the middles of its passages through the layers
/// between its ends; and where each layer begins and ends.
pub(super) struct Places {
    pub nodes: Vec<Place>,
    pub passages: Vec<Vec<Place>>,
    pub layers: Vec<usize>,
    /// From where to where a layer reaches, along the arrows.
    pub spans: Vec<(f64, f64)>,
    /// How much room all of it takes.
    pub size: Room,
}

/// The layer of every node: one after the last of those that it is calculated from. A node that is calculated from
/// nothing stands right before its first use, not far away at the beginning.
fn layers(nodes: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut layers = vec![0; nodes];
    let mut in_order: Vec<(usize, usize)> = edges.to_vec();
    in_order.sort_unstable_by_key(|edge| edge.1);
    for (from, to) in &in_order {
        layers[*to] = layers[*to].max(layers[*from] + 1);
    }
    for node in 0..nodes {
        let is_leaf = edges.iter().all(|edge| edge.1 != node);
        let first_use = edges.iter().filter(|edge| edge.0 == node).map(|edge| layers[edge.1]).min();
        if let (true, Some(first_use)) = (is_leaf, first_use) {
            layers[node] = first_use - 1;
        }
    }
    layers
}

/// Lays out nodes of these sizes with `gap` between the layers. Every edge leads from an earlier node to a later one.
pub(super) fn places(rooms: &[Room], edges: &[(usize, usize)], gap: f64) -> Places {
    let layers = layers(rooms.len(), edges);
    // An edge that passes layers is cut into pieces, with a small vertex in each of them. The library does that too,
    // but keeps it to itself.
    let mut vertices: Vec<(u32, Room)> = vec![];
    let vertex = |vertices: &mut Vec<(u32, Room)>, (along, across): Room| {
        let number = vertices.len() as u32;
        vertices.push((number, (across, along)));
        number
    };
    let numbers: Vec<u32> = rooms.iter().map(|room| vertex(&mut vertices, *room)).collect();
    let mut links: Vec<(u32, u32)> = vec![];
    let mut chains: Vec<Vec<u32>> = vec![];
    for &(from, to) in edges {
        let passed = layers[to] - layers[from] - 1;
        let chain: Vec<u32> = (0..passed).map(|_| vertex(&mut vertices, (1.0, PASSAGE))).collect();
        let mut last = numbers[from];
        for &next in chain.iter().chain([&numbers[to]]) {
            links.push((last, next));
            last = next;
        }
        chains.push(chain);
    }
    // Two arrows between the same nodes are one for the layout.
    links.sort_unstable();
    links.dedup();

    let across = across(&vertices, &links);
    let mut spans: Vec<(f64, f64)> = vec![];
    let mut begin = 0.0;
    for layer in 0..=layers.iter().copied().max().unwrap_or(0) {
        let inside = rooms.iter().zip(&layers).filter(|(_, own)| **own == layer).map(|(room, _)| room.0);
        let end = begin + inside.fold(0.0, f64::max);
        spans.push((begin, end));
        begin = end + gap;
    }
    let middle = |layer: usize| f64::midpoint(spans[layer].0, spans[layer].1);
    let place = |number: u32, layer: usize| (middle(layer), across[number as usize]);
    let nodes: Vec<Place> = numbers.iter().zip(&layers).map(|(number, layer)| place(*number, *layer)).collect();
    let passages = chains.iter().zip(edges).map(|(chain, (from, _))| {
        chain.iter().enumerate().map(|(step, number)| place(*number, layers[*from] + 1 + step)).collect()
    });
    let passages: Vec<Vec<Place>> = passages.collect();
    let far = vertices.iter().map(|(number, size)| across[*number as usize] + size.0 / 2.0).fold(0.0, f64::max);
    let size = (spans.last().map_or(0.0, |span| span.1), far);
    Places { nodes, passages, layers, spans, size }
}

/// The middle of every vertex across the direction of the arrows, beginning at 0. Parts of the graph that are not
/// connected stand beside each other.
fn across(vertices: &[(u32, (f64, f64))], links: &[(u32, u32)]) -> Vec<f64> {
    let config = Config { vertex_spacing: APART, ..Config::default() };
    let mut parts = from_vertices_and_edges(vertices, links, &config);
    // The library's lists are in the order of a hash map, which is another one in every run.
    for part in &mut parts {
        part.0.sort_unstable_by_key(|vertex| vertex.0);
    }
    parts.sort_by_key(|part| part.0.first().map(|vertex| vertex.0));
    let mut middles = vec![0.0; vertices.len()];
    let mut begin = 0.0;
    for (part, ..) in &parts {
        let half = |number: usize| vertices[number].1.0 / 2.0;
        let low = part.iter().map(|(number, at)| at.0 - half(*number)).fold(f64::INFINITY, f64::min);
        let high = part.iter().map(|(number, at)| at.0 + half(*number)).fold(f64::NEG_INFINITY, f64::max);
        for (number, at) in part {
            middles[*number] = begin + at.0 - low;
        }
        begin += high - low + APART;
    }
    middles
}
