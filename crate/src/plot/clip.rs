//! Lines and shapes are cut off at the frame and thinned out before they are drawn, all in pixels.

/// A rectangle in pixels; y grows downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    pub fn right(self) -> f64 {
        self.left + self.width
    }

    pub fn bottom(self) -> f64 {
        self.top + self.height
    }

    /// Half a pixel of tolerance, so that a point on the frame is inside.
    pub fn contains(self, (x, y): (f64, f64)) -> bool {
        let inside = |value: f64, low: f64, high: f64| low - 0.5 <= value && value <= high + 0.5;
        inside(x, self.left, self.right()) && inside(y, self.top, self.bottom())
    }

    /// How far a point is from it; 0 inside.
    pub fn distance(self, (x, y): (f64, f64)) -> f64 {
        let beyond = |value: f64, low: f64, high: f64| (low - value).max(value - high).max(0.0);
        beyond(x, self.left, self.right()).hypot(beyond(y, self.top, self.bottom()))
    }

    pub fn overlaps(self, other: Rect) -> bool {
        self.left < other.right() && other.left < self.right() && self.top < other.bottom() && other.top < self.bottom()
    }
}

type Point = (f64, f64);

/// The part of a segment inside `frame` (Liang and Barsky, *A new concept and method for line clipping*, 1984).
pub(super) fn segment(frame: Rect, a: Point, b: Point) -> Option<(Point, Point)> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let (mut enter, mut leave) = (0.0f64, 1.0f64);
    let sides =
        [(-dx, a.0 - frame.left), (dx, frame.right() - a.0), (-dy, a.1 - frame.top), (dy, frame.bottom() - a.1)];
    for (speed, distance) in sides {
        if !(speed.is_finite() && distance.is_finite()) || (speed == 0.0 && distance < 0.0) {
            return None;
        }
        if speed < 0.0 {
            enter = enter.max(distance / speed);
        } else if speed > 0.0 {
            leave = leave.min(distance / speed);
        }
    }
    let at = |t: f64| (a.0 + t * dx, a.1 + t * dy);
    (enter <= leave).then(|| (at(enter), at(leave)))
}

/// The parts of a line of many points inside `frame`. Points without a place in pixels (NaN) break the line.
pub(super) fn polyline(frame: Rect, points: &[Point]) -> Vec<Vec<Point>> {
    let mut parts: Vec<Vec<Point>> = vec![];
    let mut open = false;
    for pair in points.windows(2) {
        let Some((from, to)) = segment(frame, pair[0], pair[1]) else {
            open = false;
            continue;
        };
        match parts.last_mut() {
            Some(part) if open => part.push(to),
            _ => parts.push(vec![from, to]),
        }
        open = to == pair[1];
    }
    parts
}

/// The parts of a line that are not hidden, to half a pixel.
pub(super) fn outside(line: &[Point], hidden: &dyn Fn(Point) -> bool) -> Vec<Vec<Point>> {
    const STEP: f64 = 0.5;
    let mut parts: Vec<Vec<Point>> = vec![];
    let mut open = false;
    let mut add = |point: Point| {
        if hidden(point) {
            open = false;
        } else if open && let Some(part) = parts.last_mut() {
            part.push(point);
        } else {
            parts.push(vec![point]);
            open = true;
        }
    };
    line.first().copied().into_iter().for_each(&mut add);
    for pair in line.windows(2) {
        let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        let steps = (dx.hypot(dy) / STEP).ceil().max(1.0) as usize;
        for step in 1..=steps {
            let way = step as f64 / steps as f64;
            add(if step == steps { pair[1] } else { (pair[0].0 + way * dx, pair[0].1 + way * dy) });
        }
    }
    parts.retain(|part| part.len() > 1);
    parts
}

/// The part of a polygon inside `frame` (Sutherland and Hodgman, *Reentrant polygon clipping*, 1974).
pub(super) fn polygon(frame: Rect, points: &[Point]) -> Vec<Point> {
    let mut points: Vec<Point> = points.iter().copied().filter(|p| p.0.is_finite() && p.1.is_finite()).collect();
    // The distance from each side, positive inside.
    let sides: [&dyn Fn(Point) -> f64; 4] =
        [&|p| p.0 - frame.left, &|p| frame.right() - p.0, &|p| p.1 - frame.top, &|p| frame.bottom() - p.1];
    for inside in sides {
        let mut kept = vec![];
        for (index, &to) in points.iter().enumerate() {
            let from = points[(index + points.len() - 1) % points.len()];
            let (depth_from, depth_to) = (inside(from), inside(to));
            if (depth_from < 0.0) != (depth_to < 0.0) {
                let t = depth_from / (depth_from - depth_to);
                kept.push((from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1)));
            }
            if depth_to >= 0.0 {
                kept.push(to);
            }
        }
        points = kept;
    }
    points
}

/// Longer straight parts than this would be seen as corners where the line bends, in pixels.
const LONG: f64 = 4.0;

/// The same line with fewer points: none is further away than `tolerance` pixels (Douglas and Peucker, 1973), and a
/// sixth of that where straight parts would be long enough to be seen as such.
pub(super) fn simplified(points: &[Point], tolerance: f64) -> Vec<Point> {
    if points.len() < 3 {
        return points.to_vec();
    }
    let mut keep = vec![false; points.len()];
    keep[0] = true;
    keep[points.len() - 1] = true;
    let mut stretches = vec![(0, points.len() - 1)];
    while let Some((first, last)) = stretches.pop() {
        let distance = distance_from(points[first], points[last]);
        let furthest =
            (first + 1..last).map(|index| (index, distance(points[index]))).max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((index, distance)) = furthest
            && distance > if is_long(points[first], points[last]) { tolerance / 6.0 } else { tolerance }
        {
            keep[index] = true;
            stretches.push((first, index));
            stretches.push((index, last));
        }
    }
    points.iter().zip(keep).filter_map(|(point, keep)| keep.then_some(*point)).collect()
}

/// Thins out a line that goes up and down within every pixel: of each column of pixels only the first, the
/// lowest, the highest and the last point is kept, which looks the same.
pub(super) fn by_columns(points: &[Point], width: f64) -> Vec<Point> {
    let mut thin: Vec<Point> = vec![];
    for column in points.chunk_by(|a, b| (a.0 / width).floor() == (b.0 / width).floor()) {
        let by_height = |a: &(usize, Point), b: &(usize, Point)| a.1.1.total_cmp(&b.1.1);
        let low = column.iter().copied().enumerate().min_by(by_height).map_or(0, |found| found.0);
        let high = column.iter().copied().enumerate().max_by(by_height).map_or(0, |found| found.0);
        let mut kept = [0, low.min(high), low.max(high), column.len() - 1].to_vec();
        kept.dedup();
        thin.extend(kept.into_iter().map(|index| column[index]));
    }
    thin
}

fn is_long(a: Point, b: Point) -> bool {
    (b.0 - a.0).hypot(b.1 - a.1) > LONG
}

/// How far a point is from the line through two others. Their distance, the dearest part of it, is taken once for all points.
fn distance_from(a: Point, b: Point) -> impl Fn(Point) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx.hypot(dy);
    move |point| {
        if length == 0.0 {
            return (point.0 - a.0).hypot(point.1 - a.1);
        }
        ((point.0 - a.0) * dy - (point.1 - a.1) * dx).abs() / length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Rect = Rect { left: 0.0, top: 0.0, width: 10.0, height: 10.0 };

    #[test]
    fn a_line_is_cut_at_the_frame_and_keeps_its_direction() {
        assert_eq!(segment(FRAME, (-10.0, -10.0), (20.0, 20.0)), Some(((0.0, 0.0), (10.0, 10.0))));
        assert_eq!(segment(FRAME, (-1.0, 0.0), (-1.0, 9.0)), None);
        assert_eq!(segment(FRAME, (f64::NAN, 0.0), (1.0, 9.0)), None);
        let parts = polyline(FRAME, &[(1.0, 5.0), (2.0, -20.0), (3.0, 5.0)]);
        assert_eq!(parts.len(), 2);
    }

    #[test]
    fn a_polygon_is_cut_at_the_frame() {
        let square = [(5.0, 5.0), (15.0, 5.0), (15.0, 15.0), (5.0, 15.0)];
        let cut = polygon(FRAME, &square);
        assert!(cut.iter().all(|point| FRAME.contains(*point)));
        assert_eq!(cut.len(), 4);
        assert!(polygon(FRAME, &[(20.0, 20.0), (30.0, 20.0), (30.0, 30.0)]).is_empty());
    }

    #[test]
    fn a_straight_line_needs_two_points() {
        let line: Vec<_> = (0..100).map(|i| (f64::from(i), 2.0 * f64::from(i))).collect();
        assert_eq!(simplified(&line, 0.1), [line[0], line[99]]);
    }
}
