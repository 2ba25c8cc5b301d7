//! `calculus::dfdx` against plain Rust: what it multiplies, broadcasts, reduces and bends, and the gradients of all
//! that. Its numbers are small whole ones where that is possible, so that every sum is exact and compared exactly.

use calculus::dfdx::nn::{Module, modules};
use calculus::dfdx::prelude::*;

type Matrix = Tensor<(usize, usize), f32, Cpu>;

/// Whole numbers from −4 to 4, always the same for the same seed.
fn numbers(count: usize, seed: usize) -> Vec<f32> {
    (0..count).map(|index| ((index * index + 7 * index * seed + 3 * seed) % 9) as f32 - 4.0).collect()
}

/// The product of a rows × inner and an inner × columns matrix, both row by row.
fn product(a: &[f32], b: &[f32], (rows, inner, columns): (usize, usize, usize)) -> Vec<f32> {
    let entry = |row: usize, column: usize| (0..inner).map(|k| a[row * inner + k] * b[k * columns + column]).sum();
    (0..rows).flat_map(|row| (0..columns).map(move |column| entry(row, column))).collect()
}

fn turned(a: &[f32], rows: usize, columns: usize) -> Vec<f32> {
    (0..columns).flat_map(|column| (0..rows).map(move |row| a[row * columns + column])).collect()
}

/// Every shape with sides from 1 to 5, and larger ones: kernels for matrices work in tiles, whose edges are where they go
/// wrong.
fn shapes() -> impl Iterator<Item = (usize, usize, usize)> {
    let sides = || 1..=5;
    let small =
        sides().flat_map(move |rows| sides().flat_map(move |inner| sides().map(move |columns| (rows, inner, columns))));
    small.chain(LARGER)
}

const LARGER: [(usize, usize, usize); 7] =
    [(7, 3, 2), (8, 8, 8), (16, 4, 16), (17, 9, 33), (1, 200, 1), (31, 64, 1), (64, 70, 48)];

#[test]
fn a_matrix_times_a_column_adds_up() {
    let cpu = Cpu::default();
    let a = cpu.tensor([[1.0f32, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0], [9.0, 10.0, 11.0, 12.0]]);
    let b = cpu.tensor([[1.0f32], [2.0], [3.0], [4.0]]);
    assert_eq!(a.matmul(b).array(), [[30.0], [70.0], [110.0]]);
}

#[test]
fn products_of_every_shape_and_their_gradients() {
    let cpu = Cpu::default();
    for shape @ (rows, inner, columns) in shapes() {
        let (a, b) = (numbers(rows * inner, 1), numbers(inner * columns, 2));
        let expected = product(&a, &b, shape);
        let left: Matrix = cpu.tensor_from_vec(a.clone(), (rows, inner));
        let right: Matrix = cpu.tensor_from_vec(b.clone(), (inner, columns));
        assert_eq!(left.clone().matmul(right.clone()).as_vec(), expected, "{shape:?}");

        // From matrices that are turned on the way.
        let left_turned: Matrix = cpu.tensor_from_vec(turned(&a, rows, inner), (inner, rows));
        let right_turned: Matrix = cpu.tensor_from_vec(turned(&b, inner, columns), (columns, inner));
        let left_again: Matrix = left_turned.permute::<_, Axes2<1, 0>>();
        let right_again: Matrix = right_turned.permute::<_, Axes2<1, 0>>();
        assert_eq!(left_again.clone().matmul(right.clone()).as_vec(), expected, "{shape:?}, left turned");
        assert_eq!(left.clone().matmul(right_again.clone()).as_vec(), expected, "{shape:?}, right turned");
        assert_eq!(left_again.matmul(right_again).as_vec(), expected, "{shape:?}, both turned");

        // The gradient of Σ wᵢⱼ (AB)ᵢⱼ is W Bᵀ for A, and Aᵀ W for B.
        let w = numbers(rows * columns, 3);
        let weights: Matrix = cpu.tensor_from_vec(w.clone(), (rows, columns));
        let gradients = (left.leaky_trace().matmul(right.clone()) * weights).sum::<Rank0, _>().backward();
        let for_left = product(&w, &turned(&b, inner, columns), (rows, columns, inner));
        let for_right = product(&turned(&a, rows, inner), &w, (inner, rows, columns));
        assert_eq!(gradients.get(&left).as_vec(), for_left, "{shape:?}");
        assert_eq!(gradients.get(&right).as_vec(), for_right, "{shape:?}");
    }
}

#[test]
fn products_in_double_precision() {
    let cpu = Cpu::default();
    for shape @ (rows, inner, columns) in shapes() {
        let (a, b) = (numbers(rows * inner, 1), numbers(inner * columns, 2));
        let wide = |values: &[f32]| values.iter().copied().map(f64::from).collect::<Vec<_>>();
        let left: Tensor<(usize, usize), f64, _> = cpu.tensor_from_vec(wide(&a), (rows, inner));
        let right: Tensor<(usize, usize), f64, _> = cpu.tensor_from_vec(wide(&b), (inner, columns));
        assert_eq!(left.matmul(right).as_vec(), wide(&product(&a, &b, shape)), "{shape:?}");
    }
}

#[test]
fn vectors_times_matrices_and_matrices_times_vectors() {
    let cpu = Cpu::default();
    for (rows, inner, columns) in shapes() {
        let (a, b) = (numbers(rows * inner, 4), numbers(inner * columns, 5));
        let (x, y) = (numbers(inner, 6), numbers(columns, 7));
        let left: Matrix = cpu.tensor_from_vec(a.clone(), (rows, inner));
        let right: Matrix = cpu.tensor_from_vec(b.clone(), (inner, columns));
        let vector = cpu.tensor_from_vec(x.clone(), (inner,));
        let other = cpu.tensor_from_vec(y.clone(), (columns,));
        assert_eq!(left.matmul(vector.clone()).as_vec(), product(&a, &x, (rows, inner, 1)));
        assert_eq!(vector.clone().matmul(right).as_vec(), product(&x, &b, (1, inner, columns)));
        let outer = vector.leaky_trace().matmul(other.clone());
        assert_eq!(outer.as_vec(), product(&x, &y, (inner, 1, columns)));
        let gradients = outer.sum::<Rank0, _>().backward();
        assert_eq!(gradients.get(&vector).as_vec(), vec![y.iter().sum::<f32>(); inner]);
    }
}

#[test]
fn products_in_batches() {
    let cpu = Cpu::default();
    let (batch, sequence) = (3, 2);
    for shape @ (rows, inner, columns) in shapes() {
        let (sizes, both) = ((rows * inner, inner * columns), batch * sequence);
        let (a, b) = (numbers(both * sizes.0, 8), numbers(both * sizes.1, 9));
        let each = |count: usize, one_right: bool| -> Vec<f32> {
            let right = |index: usize| if one_right { &b[..sizes.1] } else { &b[index * sizes.1..][..sizes.1] };
            (0..count).flat_map(|index| product(&a[index * sizes.0..][..sizes.0], right(index), shape)).collect()
        };
        let left = cpu.tensor_from_vec(a[..batch * sizes.0].to_vec(), (batch, rows, inner));
        let right = cpu.tensor_from_vec(b[..batch * sizes.1].to_vec(), (batch, inner, columns));
        let one_right: Matrix = cpu.tensor_from_vec(b[..sizes.1].to_vec(), (inner, columns));
        assert_eq!(left.clone().matmul(right.clone()).as_vec(), each(batch, false), "{shape:?}");
        assert_eq!(left.clone().matmul(one_right.clone()).as_vec(), each(batch, true), "{shape:?}");
        let left4 = cpu.tensor_from_vec(a.clone(), (batch, sequence, rows, inner));
        let right4 = cpu.tensor_from_vec(b.clone(), (batch, sequence, inner, columns));
        assert_eq!(left4.matmul(right4).as_vec(), each(both, false), "{shape:?}");

        // Each of a batch has the gradient of its own product.
        let weights = numbers(batch * rows * columns, 10);
        let weighted = cpu.tensor_from_vec(weights.clone(), (batch, rows, columns));
        let gradients = (left.leaky_trace().matmul(right.clone()) * weighted).sum::<Rank0, _>().backward();
        let of = |index: usize| &weights[index * rows * columns..][..rows * columns];
        let for_left = (0..batch).flat_map(|i| {
            product(of(i), &turned(&b[i * sizes.1..][..sizes.1], inner, columns), (rows, columns, inner))
        });
        let for_right = (0..batch)
            .flat_map(|i| product(&turned(&a[i * sizes.0..][..sizes.0], rows, inner), of(i), (inner, rows, columns)));
        assert_eq!(gradients.get(&left).as_vec(), for_left.collect::<Vec<f32>>(), "{shape:?}");
        assert_eq!(gradients.get(&right).as_vec(), for_right.collect::<Vec<f32>>(), "{shape:?}");

        // What all of a batch share has the sum of their gradients.
        let gradients = left.leaky_trace().matmul(one_right.clone()).sum::<Rank0, _>().backward();
        let ones = vec![1.0; batch * rows * columns];
        let all_rows = turned(&a[..batch * sizes.0], batch * rows, inner);
        let expected = product(&all_rows, &ones, (inner, batch * rows, columns));
        assert_eq!(gradients.get(&one_right).as_vec(), expected, "{shape:?}");
    }
}

#[test]
fn a_linear_layer_is_a_product_and_an_offset() {
    let cpu = Cpu::default();
    let (weights, offset, x) = (numbers(12, 1), numbers(3, 2), numbers(8, 3));
    let mut layer = cpu.build_module::<builders::Linear<4, 3>, f32>();
    layer.weight.copy_from(&weights);
    layer.bias.copy_from(&offset);
    let expected = product(&x, &turned(&weights, 3, 4), (2, 4, 3));
    let expected: Vec<f32> = expected.iter().enumerate().map(|(index, value)| value + offset[index % 3]).collect();
    let batch: Tensor<Rank2<2, 4>, f32, _> = cpu.tensor(x);
    assert_eq!(layer.forward(batch).as_vec(), expected);

    // Two layers, trained: they learn a plane.
    type Network = (modules::Linear<2, 8, f32, Cpu>, modules::Tanh, modules::Linear<8, 1, f32, Cpu>);
    let cpu = Cpu::seed_from_u64(0);
    let mut network: Network =
        <(builders::Linear<2, 8>, builders::Tanh, builders::Linear<8, 1>)>::build_on_device(&cpu);
    let inputs: Tensor<Rank2<9, 2>, f32, _> =
        cpu.tensor((0..9).flat_map(|i| [(i % 3) as f32 - 1.0, (i / 3) as f32 - 1.0]).collect::<Vec<_>>());
    let targets: Tensor<Rank2<9, 1>, f32, _> =
        cpu.tensor((0..9).map(|i| 0.5 * ((i % 3) as f32 - 1.0) - 0.25 * ((i / 3) as f32 - 1.0)).collect::<Vec<_>>());
    let mut sgd = calculus::dfdx::optim::Sgd::new(&network, SgdConfig { lr: 0.1, momentum: None, weight_decay: None });
    let mut last = f32::INFINITY;
    for _ in 0..300 {
        let cost = (network.forward(inputs.leaky_trace()) - targets.clone()).square().mean::<Rank0, _>();
        last = cost.array();
        let gradients = cost.backward();
        sgd.update(&mut network, &gradients).unwrap();
    }
    assert!(last < 1e-3, "{last}");
}

#[test]
fn broadcasting_repeats_and_its_gradient_adds_up() {
    let cpu = Cpu::default();
    let (x, y) = (numbers(4, 1), numbers(12, 2));
    let row: Tensor<Rank1<4>, f32, _> = cpu.tensor(x.clone());
    let matrix: Tensor<Rank2<3, 4>, f32, _> = cpu.tensor(y.clone());
    let repeated = row.leaky_trace().broadcast::<Rank2<3, 4>, _>() * matrix.clone();
    let expected: Vec<f32> = y.iter().enumerate().map(|(index, value)| value * x[index % 4]).collect();
    assert_eq!(repeated.as_vec(), expected);
    let gradients = repeated.sum::<Rank0, _>().backward();
    let columns: Vec<f32> = (0..4).map(|column| (0..3).map(|row| y[row * 4 + column]).sum()).collect();
    assert_eq!(gradients.get(&row).as_vec(), columns);

    let column: Tensor<Rank1<3>, f32, _> = cpu.tensor(numbers(3, 3));
    let repeated = column.clone().broadcast::<Rank2<3, 4>, Axis<1>>() + matrix.clone();
    let expected: Vec<f32> = y.iter().enumerate().map(|(index, value)| value + numbers(3, 3)[index / 4]).collect();
    assert_eq!(repeated.as_vec(), expected);

    let one = cpu.tensor(3.0f32);
    let repeated = one.leaky_trace().broadcast::<Rank2<3, 4>, _>() * matrix;
    assert_eq!(repeated.as_vec(), y.iter().map(|value| 3.0 * value).collect::<Vec<_>>());
    assert_eq!(repeated.sum::<Rank0, _>().backward().get(&one).array(), y.iter().sum::<f32>());
}

#[test]
fn a_repeated_matrix_can_be_multiplied() {
    let cpu = Cpu::default();
    let (x, y) = (numbers(4, 1), numbers(20, 2));
    let row: Tensor<Rank1<4>, f32, _> = cpu.tensor(x.clone());
    let matrix: Tensor<Rank2<4, 5>, f32, _> = cpu.tensor(y.clone());
    let repeated = row.leaky_trace().broadcast::<Rank2<3, 4>, _>().matmul(matrix.clone());
    assert_eq!(repeated.as_vec(), product(&x, &y, (1, 4, 5)).repeat(3));
    // Each of its three copies has the same share.
    let gradients = repeated.sum::<Rank0, _>().backward();
    let expected: Vec<f32> = (0..4).map(|k| 3.0 * y[k * 5..][..5].iter().sum::<f32>()).collect();
    assert_eq!(gradients.get(&row).as_vec(), expected);
}

#[test]
fn reductions_along_each_axis() {
    let cpu = Cpu::default();
    let y: Vec<f32> = numbers(24, 5).iter().enumerate().map(|(index, value)| value + index as f32 / 32.0).collect();
    let block: Tensor<Rank3<2, 3, 4>, f32, _> = cpu.tensor(y.clone());
    // The values that fall together when an axis is left out.
    let along = |axis: usize| -> Vec<Vec<f32>> {
        let (before, length, after) = [(1, 2, 12), (2, 3, 4), (6, 4, 1)][axis];
        let value = |i: usize, k: usize, j: usize| y[(i * length + k) * after + j];
        let group = |i, j| (0..length).map(|k| value(i, k, j)).collect();
        (0..before).flat_map(|i| (0..after).map(move |j| group(i, j))).collect()
    };
    let near = |found: Vec<f32>, groups: &[Vec<f32>], of: &dyn Fn(&[f32]) -> f32, name: &str| {
        assert_eq!(found.len(), groups.len());
        for (found, group) in found.iter().zip(groups) {
            let expected = of(group);
            assert!((found - expected).abs() <= 1e-5 * expected.abs().max(1.0), "{name}: {found}, not {expected}");
        }
    };
    let sum = |group: &[f32]| group.iter().sum::<f32>();
    let mean = |group: &[f32]| sum(group) / group.len() as f32;
    let variance = |group: &[f32]| group.iter().map(|x| (x - mean(group)).powi(2)).sum::<f32>() / group.len() as f32;
    let log_sum = |group: &[f32]| group.iter().map(|x| x.exp()).sum::<f32>().ln();
    let (max, min) = (
        |group: &[f32]| group.iter().copied().fold(f32::MIN, f32::max),
        |group: &[f32]| group.iter().copied().fold(f32::MAX, f32::min),
    );
    macro_rules! each_axis {
        ($($axis:literal to $shape:ty),*) => {$(
            let groups = along($axis);
            near(block.clone().sum::<$shape, Axis<$axis>>().as_vec(), &groups, &sum, "sum");
            near(block.clone().mean::<$shape, Axis<$axis>>().as_vec(), &groups, &mean, "mean");
            near(block.clone().max::<$shape, Axis<$axis>>().as_vec(), &groups, &max, "max");
            near(block.clone().min::<$shape, Axis<$axis>>().as_vec(), &groups, &min, "min");
            near(block.clone().var::<$shape, Axis<$axis>>().as_vec(), &groups, &variance, "var");
            near(block.clone().stddev::<$shape, Axis<$axis>>(0.0).as_vec(), &groups, &|g| variance(g).sqrt(), "stddev");
            near(block.clone().logsumexp::<$shape, Axis<$axis>>().as_vec(), &groups, &log_sum, "logsumexp");
            let softmax = block.clone().softmax::<Axis<$axis>>();
            near(softmax.sum::<$shape, Axis<$axis>>().as_vec(), &groups, &|_| 1.0, "softmax");
        )*};
    }
    each_axis!(0 to Rank2<3, 4>, 1 to Rank2<2, 4>, 2 to Rank2<2, 3>);
    let all = [y.clone()];
    near(block.clone().sum::<Rank0, _>().as_vec(), &all, &sum, "sum");
    near(block.clone().mean::<Rank0, _>().as_vec(), &all, &mean, "mean");
    near(block.clone().max::<Rank0, _>().as_vec(), &all, &max, "max");
    near(block.min::<Rank0, _>().as_vec(), &all, &min, "min");
}

/// Of a weighted sum of what a reduction along the second axis gives.
#[test]
fn gradients_of_reductions() {
    let cpu = Cpu::default();
    let (rows, length) = (3, 4);
    let y: Vec<f64> = (0..rows * length).map(|index| f64::from(numbers(12, 5)[index]) + index as f64 / 32.0).collect();
    let weights = [1.5, -2.0, 0.5];
    let matrix: Tensor<Rank2<3, 4>, f64, _> = cpu.tensor(y.clone());
    let mean = |row: &[f64]| row.iter().sum::<f64>() / row.len() as f64;
    let variance = |row: &[f64]| row.iter().map(|x| (x - mean(row)).powi(2)).sum::<f64>() / row.len() as f64;
    let largest = |row: &[f64]| row.iter().copied().fold(f64::MIN, f64::max);
    let smallest = |row: &[f64]| row.iter().copied().fold(f64::MAX, f64::min);
    let log_sum = |row: &[f64]| row.iter().map(|x| x.exp()).sum::<f64>().ln();
    macro_rules! same {
        ($($name:literal: $reduction:expr, $slope:expr;)*) => {$({
            let reduced: Tensor<Rank1<3>, f64, _, _> = $reduction(matrix.leaky_trace());
            let cost = (reduced * cpu.tensor(weights)).sum::<Rank0, _>();
            let found = cost.backward().get(&matrix).as_vec();
            let slope: &dyn Fn(&[f64], f64) -> f64 = &$slope;
            for (index, (found, x)) in found.iter().zip(&y).enumerate() {
                let row = &y[index / length * length..][..length];
                let expected = weights[index / length] * slope(row, *x);
                assert!((found - expected).abs() <= 1e-12, "{} at {index}: {found}, not {expected}", $name);
            }
        })*};
    }
    type Rows = Tensor<Rank2<3, 4>, f64, Cpu, OwnedTape<f64, Cpu>>;
    let n = length as f64;
    same! {
        "sum": |x: Rows| x.sum::<_, Axis<1>>(), |_, _| 1.0;
        "mean": |x: Rows| x.mean::<_, Axis<1>>(), |_, _| 1.0 / n;
        "max": |x: Rows| x.max::<_, Axis<1>>(), |row, x| f64::from(u8::from(x == largest(row)));
        "min": |x: Rows| x.min::<_, Axis<1>>(), |row, x| f64::from(u8::from(x == smallest(row)));
        "var": |x: Rows| x.var::<_, Axis<1>>(), |row, x| 2.0 * (x - mean(row)) / n;
        "stddev": |x: Rows| x.stddev::<_, Axis<1>>(0.0), |row, x| (x - mean(row)) / n / variance(row).sqrt();
        "logsumexp": |x: Rows| x.logsumexp::<_, Axis<1>>(), |row, x| (x - log_sum(row)).exp();
    }
}

/// The two that look at all numbers of a row at once. The slope of softmax i by input j is sᵢ·(δᵢⱼ − sⱼ), that of its
/// logarithm δᵢⱼ − sⱼ.
#[test]
fn softmax_and_its_gradient() {
    let cpu = Cpu::default();
    let y = [0.5, -1.0, 2.0, 0.25];
    let weights = [1.0, -2.0, 0.5, 3.0];
    let row: Tensor<Rank1<4>, f64, _> = cpu.tensor(y);
    let total: f64 = y.iter().map(|x| x.exp()).sum();
    let shares = y.map(|x| x.exp() / total);
    let near = |found: Vec<f64>, expected: &dyn Fn(usize) -> f64| {
        for (index, found) in found.into_iter().enumerate() {
            assert!((found - expected(index)).abs() <= 1e-12, "{found}, not {}", expected(index));
        }
    };
    let weighted: f64 = shares.iter().zip(weights).map(|(share, weight)| share * weight).sum();
    let softmax = row.leaky_trace().softmax();
    near(softmax.as_vec(), &|i| shares[i]);
    let gradients = (softmax * cpu.tensor(weights)).sum::<Rank0, _>().backward();
    near(gradients.get(&row).as_vec(), &|j| shares[j] * (weights[j] - weighted));
    let logarithms = row.leaky_trace().log_softmax();
    near(logarithms.as_vec(), &|i| shares[i].ln());
    let gradients = (logarithms * cpu.tensor(weights)).sum::<Rank0, _>().backward();
    near(gradients.get(&row).as_vec(), &|j| weights[j] - shares[j] * weights.iter().sum::<f64>());
}

/// The error function, by its power series 2/√π · Σ (−1)ᵏ x²ᵏ⁺¹/(k!·(2k + 1)).
fn erf(x: f64) -> f64 {
    let (mut power, mut sum) = (x, 0.0);
    for k in 0..200 {
        sum += power / f64::from(2 * k + 1);
        power *= -x * x / f64::from(k + 1);
    }
    2.0 / std::f64::consts::PI.sqrt() * sum
}

#[test]
fn activations_and_their_slopes() {
    let cpu = Cpu::default();
    // Neither 0, where some have a corner, nor outside of where roots and logarithms are.
    let xs = [-3.0, -1.25, -0.5, -0.1, 0.2, 0.75, 1.0, 2.5, 6.0];
    let positive = |x: f64| x > 0.0;
    let logistic = |x: f64| 1.0 / (1.0 + (-x).exp());
    let fast_gelu =
        |x: f64| 0.5 * x * (1.0 + ((2.0 / std::f64::consts::PI).sqrt() * (x + 0.044715 * x.powi(3))).tanh());
    macro_rules! same {
        ($($name:literal: $operation:expr, $plain:expr, $defined:expr;)*) => {$({
            let plain: &dyn Fn(f64) -> f64 = &$plain;
            for x in xs.into_iter().filter(|x| $defined(*x)) {
                let traced = cpu.tensor(x);
                let y = $operation(traced.leaky_trace());
                let (value, slope) = (y.array(), y.backward().get(&traced).array());
                let h = 1e-5;
                let expected = (plain(x + h) - plain(x - h)) / (2.0 * h);
                assert!((value - plain(x)).abs() <= 1e-6, "{} at {x}: {value}, not {}", $name, plain(x));
                assert!((slope - expected).abs() <= 1e-6 * slope.abs().max(1.0), "{}' at {x}: {slope}, not {expected}", $name);
            }
        })*};
    }
    let anywhere = |_: f64| true;
    same! {
        "relu": |x: Traced| x.relu(), |x| x.max(0.0), anywhere;
        "leaky relu": |x: Traced| x.prelu(0.05), |x: f64| if x > 0.0 { x } else { 0.05 * x }, anywhere;
        "sigmoid": |x: Traced| x.sigmoid(), logistic, anywhere;
        "tanh": |x: Traced| x.tanh(), f64::tanh, anywhere;
        "exact gelu": |x: Traced| x.accurate_gelu(), |x| 0.5 * x * (1.0 + erf(x / 2f64.sqrt())), anywhere;
        "gelu": |x: Traced| x.fast_gelu(), fast_gelu, anywhere;
        "exp": |x: Traced| x.exp(), f64::exp, anywhere;
        "ln": |x: Traced| x.ln(), f64::ln, positive;
        "sqrt": |x: Traced| x.sqrt(), f64::sqrt, positive;
        "square": |x: Traced| x.square(), |x| x * x, anywhere;
        "abs": |x: Traced| x.abs(), f64::abs, anywhere;
        "sin": |x: Traced| x.sin(), f64::sin, anywhere;
        "cos": |x: Traced| x.cos(), f64::cos, anywhere;
        "negate": |x: Traced| x.negate(), |x| -x, anywhere;
        "reciprocal": |x: Traced| x.recip(), |x| 1.0 / x, anywhere;
        "powi": |x: Traced| x.powi(3), |x| x.powi(3), anywhere;
        "powf": |x: Traced| x.powf(1.5), |x| x.powf(1.5), positive;
        "clamp": |x: Traced| x.clamp(-1.0, 0.9), |x: f64| x.clamp(-1.0, 0.9), |x: f64| x.abs() != 1.0;
    }
}

type Traced = Tensor<Rank0, f64, Cpu, OwnedTape<f64, Cpu>>;
