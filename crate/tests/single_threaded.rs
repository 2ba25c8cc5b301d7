//! Products of matrices start no threads. In a file of its own: other tests would come and go beside it.

#[test]
#[cfg(target_os = "linux")]
fn a_product_of_matrices_starts_no_thread() {
    use calculus::dfdx::prelude::*;
    let threads = || std::fs::read_dir("/proc/self/task").unwrap().count();
    let before = threads();
    let ones: Tensor<Rank2<256, 256>, f32, _> = Cpu::default().ones();
    assert_eq!(ones.clone().matmul(ones).sum::<Rank0, _>().array(), 256.0 * 256.0 * 256.0);
    assert_eq!(threads(), before);
}
