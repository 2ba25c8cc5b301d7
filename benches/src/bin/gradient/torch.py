"""Times value and gradient of the bench's two functions in PyTorch, vectorised, in double precision and one thread.

Prints the best seconds of a value with its gradient as JSON: {"rosenbrock": {"10": 1e-4, ...}, "network": {...}}.
"""

import json
import time

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def rosenbrock(x):
    a, b = x[:-1], x[1:]
    return (100 * (b - a**2) ** 2 + (1 - a) ** 2).sum()


def network(weights):
    size = (weights.numel() - 7) // 3
    data = ((torch.arange(size) % 7).double() - 3) / size
    rows, rest = weights[: 3 * size].view(3, size), weights[3 * size :]

    def error():
        hidden = torch.sigmoid(rows @ data + rest[:3])
        return (hidden @ rest[3:6] + rest[6] - 1) ** 2

    return error()


def best(function, x):
    fastest, begin, runs = float("inf"), time.perf_counter(), 0
    while runs < 3 or time.perf_counter() - begin < 0.5:
        x.grad = None
        start = time.perf_counter()
        function(x).backward()
        fastest = min(fastest, time.perf_counter() - start)
        runs += 1
    return fastest


def measured(function, start):
    sizes = [10**power for power in range(1, 7)]
    return {str(n): best(function, start(torch.arange(n)).requires_grad_()) for n in sizes}


print(
    json.dumps(
        {
            "rosenbrock": measured(rosenbrock, lambda i: 0.5 + (i % 10).double() / 10),
            "network": measured(network, lambda i: (i % 11).double() / 10 - 0.5),
        }
    )
)
