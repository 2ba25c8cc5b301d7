"""The Python of notebooks/01-limits.ipynb: what a course on NumPy and Matplotlib would have in the same cells.

A line `# %% NAME` begins the cell that does in Python what the cell NAME does in Rust.
"""

# %% start-load
import matplotlib.pyplot as plt
import numpy as np
import torch

# %% L01-house
fig, ax = plt.subplots()
floors = ["Deep learning, NLP, …", "Machine Learning", "Linear Algebra | Calculus | Statistics | Computer Science"]
for level, floor in enumerate(reversed(floors)):
    ax.add_patch(plt.Rectangle((0, level), 4, 0.9, alpha=0.3))
    ax.text(2, level + 0.45, floor, ha="center", va="center")
ax.set(xlim=(0, 4), ylim=(0, 3))
ax.axis("off");

# %% L01-trip
def distance(t): return 0.75 * t**2 - t**3 / 120.0
def speed(t): return 1.5 * t - 0.025 * t**2
def acceleration(t): return 1.5 - 0.05 * t

# %% L01-car
def car(t):
    place, v = distance(t), speed(t)
    fig, ax = plt.subplots(figsize=(10, 3))
    ax.plot([-120.0, 1180.0], [0.0, 0.0])
    ax.plot([0.0, 900.0], [135.0, 135.0], "o")
    ax.fill(place + np.array([-95.0, 0.0, 0.0, -22.0, -38.0, -72.0, -84.0, -95.0]), [15, 15, 38, 42, 64, 64, 42, 40])
    for wheel in [-74.0, -22.0]:
        ax.add_patch(plt.Circle((place + wheel, 15.0), 14.0, fill=False))
    ax.annotate(f"{v:.1f} m/s", (place + 15.0 + 10.0 * v, 35.0), (place + 5.0, 35.0), arrowprops={})
    ax.set(aspect="equal", xlim=(-120.0, 1180.0), ylim=(-60.0, 220.0), title=f"After {t:.0f} s: {place:.0f} m")
    ax.axis("off")

car(20.0)

# %% L01-three-curves
t = np.linspace(0.0, 60.0, 1000)
fig, axes = plt.subplots(3, 1, figsize=(6, 9))
curves = [(distance, "distance (m)"), (speed, "speed (m/s)"), (acceleration, "acceleration (m/s²)")]
for ax, (f, name) in zip(axes, curves):
    ax.plot(t, f(t))
    ax.set(xlabel="time (s)", ylabel=name)

# %% L01-slope-of-distance
[(distance(20.01) - distance(20.0)) / 0.01, speed(20.0)]

# %% L01-slope-of-speed
[(speed(20.01) - speed(20.0)) / 0.01, acceleration(20.0)]

# %% L01-area-under-speed
fig, ax = plt.subplots()
ax.plot(t, speed(t))
ax.fill_between(t, 0, speed(t), alpha=0.3)
ax.set(xlabel="time (s)", ylabel="speed (m/s)", title="The area under the speed is the distance");

# %% L01-strips
def area(f, start, end, strips):
    width = (end - start) / strips
    return np.sum(f(start + width * (np.arange(strips) + 0.5)) * width)

[area(speed, 0.0, 60.0, 6), area(speed, 0.0, 60.0, 60), area(speed, 0.0, 60.0, 600)]

# %% L01-strips-slider
fig, axes = plt.subplots(1, 4, figsize=(16, 4))
for ax, strips in zip(axes, [6, 12, 30, 60]):
    width = 60.0 / strips
    middles = width * (np.arange(strips) + 0.5)
    ax.bar(middles, speed(middles), width, alpha=0.3)
    ax.plot(t, speed(t))
    ax.set(xlabel="time (s)", ylabel="speed (m/s)", title=f"{strips} strips: {area(speed, 0.0, 60.0, strips):.2f} m")

# %% L01-distance-back
[area(speed, 0.0, 20.0, 600), distance(20.0)]

# %% L02-timeline
fig, ax = plt.subplots(figsize=(9, 2))
events = [(-1800, "Egypt"), (-400, "Eudoxus"), (-250, "Archimedes"), (250, "Liu Hui"), (1020, "al-Haytham"),
          (1350, "India"), (1670, "Leibniz and Newton")]
for year, name in events:
    ax.plot(year, 0, "o")
    ax.text(year, 0.02, name, rotation=45)
ax.set(yticks=[]);

# %% L03-pentagon
def polygon(n):
    angle = np.pi / 2 + 2 * np.pi * np.arange(n + 1) / n
    return np.cos(angle), np.sin(angle)

x, y = polygon(5)
fig, ax = plt.subplots()
ax.fill(x, y, alpha=0.3)
for start, end in [(3, 0), (3, 1)]:
    ax.plot([x[start], x[end]], [y[start], y[end]])
ax.set(aspect="equal", title="Three triangles: ½gw + ½hw + ½gw")
ax.axis("off");

# %% L03-pentagon-area
[0.5 * 0.691 * 1.902 + 0.5 * 1.118 * 1.902 + 0.5 * 0.691 * 1.902, 2.5 * np.sin(2 * np.pi / 5)]

# %% L03-polygons
def inscribed_area(n): return 0.5 * n * np.sin(2 * np.pi / n)
def circumscribed_area(n): return n * np.tan(np.pi / n)

fig, axes = plt.subplots(1, 5, figsize=(15, 3))
for ax, n in zip(axes, [3, 6, 12, 24, 48]):
    x, y = polygon(n)
    ax.fill(x / np.cos(np.pi / n), y / np.cos(np.pi / n), alpha=0.3)
    ax.fill(x, y, alpha=0.5)
    ax.add_patch(plt.Circle((0, 0), 1.0, fill=False))
    ax.set(aspect="equal", title=f"{n} sides: {inscribed_area(n):.4f} to {circumscribed_area(n):.4f}")
    ax.axis("off")

# %% L03-table
for n in [6, 12, 24, 48, 96]:
    inside, outside = inscribed_area(n), circumscribed_area(n)
    print(f"{n:3} {inside:.7f} {np.pi - inside:.7f} {outside - np.pi:.7f} {outside:.7f} {(np.pi - inside) * n**2:.4f}")

# %% L03-doubling
[inscribed_area(6) * circumscribed_area(6), inscribed_area(12)]

# %% L04-full
def parabola(x): return x**2 + 2.0 * x + 2.0

x = np.linspace(-10.0, 10.0, 1000)
fig, ax = plt.subplots()
ax.plot(x, parabola(x))
ax.plot(-1.0, 1.0, "o", label="lowest point")
ax.set(title="y = x² + 2x + 2")
ax.legend();

# %% L04-zoom
fig, axes = plt.subplots(1, 4, figsize=(12, 3))
for ax, r in zip(axes, [1.0, 0.5, 0.1, 0.01]):
    x = np.linspace(-1.0 - r, -1.0 + r, 1000)
    ax.plot(x, parabola(x))
    ax.plot(-1.0, 1.0, "o")
    ax.set(aspect="equal", xlim=(-1.0 - r, -1.0 + r), ylim=(1.0 - r, 1.0 + r))

# %% L04-elsewhere
x = np.linspace(1.99, 2.01, 1000)
fig, ax = plt.subplots()
ax.plot(x, parabola(x))
ax.plot(2.0, 10.0, "o")
ax.set(title="The same curve close to x = 2");

# %% L05-downhill
def downhill(rate, steps):
    places = [4.0]
    for _ in range(steps):
        places.append(places[-1] - rate * (2.0 * places[-1] + 2.0))
    return np.array(places)

x = np.linspace(-6.0, 5.0, 1000)
fig, ax = plt.subplots()
ax.plot(x, parabola(x))
ax.plot(downhill(0.15, 12), parabola(downhill(0.15, 12)), "o-")
ax.plot(-1.0, 1.0, "o", label="minimum")
ax.set(title="Sliding downhill")
ax.legend();

# %% L05-rate
x = np.linspace(-10.0, 8.0, 1000)
fig, ax = plt.subplots()
ax.plot(x, parabola(x))
ax.plot(downhill(0.9, 12), parabola(downhill(0.9, 12)), "o-")
ax.set(ylim=(-3.0, 70.0), title="The learning rate is 0.9");

# %% L05-expectation
def density(x): return np.exp(-x)
def x_times_density(x): return x * density(x)

x = np.linspace(0.0, 8.0, 1000)
fig, ax = plt.subplots()
ax.plot(x, density(x), label="p(x)")
ax.plot(x, x_times_density(x), label="x·p(x)")
ax.fill_between(x, 0, x_times_density(x), alpha=0.3)
ax.set(title="Expectation as an area")
ax.legend();

# %% L05-expectation-area
area(x_times_density, 0.0, 20.0, 10_000)

# %% L05-roc
def true_positives(false_positives): return false_positives**0.25

x = np.linspace(0.0, 1.0, 1000)
fig, ax = plt.subplots()
ax.plot(x, true_positives(x), label="classifier")
ax.fill_between(x, 0, true_positives(x), alpha=0.3)
ax.plot([0.0, 1.0], [0.0, 1.0], label="guessing")
ax.set(aspect="equal", xlabel="false positive rate", ylabel="true positive rate", title="The area under an ROC curve")
ax.legend();

# %% L05-roc-area
area(true_positives, 0.0, 1.0, 10_000)

# %% L06-chart
x = np.linspace(-10.0, 10.0, 1000)
fig, ax = plt.subplots()
ax.plot(x, parabola(x))
ax.axvline(5.0, linestyle=":")
ax.axhline(37.0, linestyle=":")
ax.plot(5.0, 37.0, "o")
ax.set(title="x² + 2x + 2 goes to 37 as x goes to 5");

# %% L06-limit
def limit(f, at, sides=(-1, 1)):
    for h in 10.0 ** -np.arange(1, 9):
        place = [side / h if np.isinf(at) else at + side * h for side in sides]
        print(*(f"{x:16.10g} {f(x):16.10g}" for x in place))

limit(parabola, 5.0)

# %% L07-function
def hole(x):
    with np.errstate(all="ignore"):
        return np.divide(x**2 - 1.0, x - 1.0)

hole(2.0)

# %% L07-nan
hole(1.0)

# %% L07-values
[hole(0.9), hole(0.999), hole(1.1), hole(1.001)]

# %% L07-limit
limit(hole, 1.0)

# %% L07-chart
x = np.linspace(-10.0, 10.0, 1000)
fig, ax = plt.subplots()
ax.plot(x, hole(x))
ax.plot(1.0, 2.0, "o", fillstyle="none")
ax.set(title="(x² − 1)/(x − 1) has a hole at x = 1");

# %% L07-near
near = np.linspace(-1.5, 3.5, 1000)
fig, ax = plt.subplots()
ax.plot(near, hole(near))
ax.plot(1.0, 2.0, "o", fillstyle="none")
ax.plot([-0.2, 2.2], [hole(-0.2), hole(2.2)], "o")
ax.set(title="1.20 away from x = 1, on both sides");

# %% L08-steps
quotient, rest = np.polydiv([1.0, 0.0, -1.0], [1.0, -1.0])
print(quotient, rest, np.polyval(quotient, 1.0))

# %% L08-root
def root(x):
    with np.errstate(all="ignore"):
        return np.divide(np.sqrt(x + 4.0) - 2.0, x)

limit(root, 0.0)

# %% L09-values
def sinc(x):
    with np.errstate(all="ignore"):
        return np.divide(np.sin(x), x)

[sinc(-0.1), sinc(0.1), sinc(-0.001), sinc(0.001)]

# %% L09-nan
sinc(0.0)

# %% L09-limit
limit(sinc, 0.0)

# %% L09-chart
fig, ax = plt.subplots()
ax.plot(x, sinc(x))
ax.plot(0.0, 1.0, "o", fillstyle="none")
ax.set(title="sin x / x has a hole at x = 0");

# %% L09-squeeze-zoom
near = np.linspace(-1.5, 1.5, 1000)
fig, ax = plt.subplots()
for f, name in [(sinc, "sin x / x"), (np.cos, "cos x"), (np.ones_like, "1")]:
    ax.plot(near, f(near), label=name)
ax.set(title=f"Between {np.cos(1.5):.3f} and 1")
ax.legend();

# %% L09-known
limit(sinc, 0.0)

# %% L09-brought-in
def sinc_5(x):
    with np.errstate(all="ignore"):
        return np.divide(np.sin(5.0 * x), x)

limit(sinc_5, 0.0)

# %% L10-values
def reciprocal(x):
    with np.errstate(all="ignore"):
        return np.divide(25.0, x)

[reciprocal(1e3), reciprocal(1e6)]

# %% L10-limit
limit(reciprocal, np.inf, sides=[1])

# %% L10-band
far = np.linspace(1.0, 110.0, 1000)
fig, ax = plt.subplots()
ax.plot(far, reciprocal(far))
ax.axhline(2.5)
ax.axhline(-2.5)
ax.plot(10.0, 2.5, "o")
ax.set(ylim=(-6.0, 26.0), title="For every x beyond 10, 25/x is within 2.5 of 0");

# %% L10-mistake
fig, ax = plt.subplots()
ax.plot(x, reciprocal(x))
ax.set(ylim=(-100.0, 100.0), title="A MISTAKE: there is no line across x = 0");

# %% L10-chart
fig, ax = plt.subplots()
y = reciprocal(x)
y[np.abs(y) > 100.0] = np.nan
ax.plot(x, y)
ax.set(ylim=(-100.0, 100.0), title="25/x breaks at x = 0");

# %% L11-right
limit(reciprocal, 0.0, sides=[1])

# %% L11-left
limit(reciprocal, 0.0, sides=[-1])

# %% L11-both
limit(reciprocal, 0.0)

# %% L11-two-zeros
[reciprocal(0.0), reciprocal(-0.0)]

# %% L12-1-check
answers = {1: 1, 2: -10, 3: 6, 4: 0, 5: None}
def check(number, answer): return "right" if answer == answers[number] else "not yet"

check(1, ...)

# %% L12-1-help
hints = {number: ["", "Read where x goes.", "Put numbers in."] for number in answers}
hints[1][0]

# %% L12-2-check
check(2, ...)

# %% L12-2-help
hints[2][0]

# %% L12-3-check
check(3, ...)

# %% L12-3-help
hints[3][0]

# %% L12-4-check
check(4, ...)

# %% L12-4-help
hints[4][0]

# %% L12-5-check
check(5, ...)

# %% L12-5-help
hints[5][0]

# %% L12-practice-start
random = np.random.default_rng(1)
above, below, lead = random.integers(1, 9, 3)
f"lim x→∞ ({lead}x + {above})/({below}x + 1) = ?"

# %% L12-practice-check
"right" if ... == lead / below else "not yet"

# %% L12-practice-help
["", "Far out the highest powers decide."][0]
