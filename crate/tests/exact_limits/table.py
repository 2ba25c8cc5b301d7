"""How limits.tsv was made: `python table.py > limits.tsv`, with SymPy 1.14.0 and mpmath.

Each line of LIMITS is a formula, where x goes, and from which side ("" is both). SymPy finds the limit; since it is
sometimes wrong, mpmath calculates the formula with 60 digits on the way there, and what it sees must agree. Where SymPy
gives no answer, or a wrong one, the answer in the fourth place stands, and was worked out by hand; it is checked in the
same way. What exists on one side only is asked for on that side only.
"""

import sys

import mpmath
import sympy
from sympy import Symbol, limit, oo, zoo

LIMITS = """
(x^3-8)/(x-2); 2
(x^2-9)/(x^2-5*x+6); 3
(x^3+1)/(x^2-1); -1
(x^4-16)/(x^3-8); 2
(2*x^2-3*x-2)/(x^2-x-2); 2
(1/x-1/5)/(x-5); 5
(1/(x+3)-1/3)/x; 0
(x^5-1)/(x^3-1); 1
(x^2+x-12)/(x-3); 3
x^3-4*x+7; 2
(x+1)/(x^2+4); -2
(x-1)/(x^2-1)^2; 1; right
1/(x-3)^2; 3
1/(x-3)^3; 3; left
(x+2)/(x-1); 1; right
(x+2)/(x-1); 1; left
-4/(x+2)^4; -2
x/(x^2-4); 2; left
x/(x^2-4); -2; right
(sqrt(x)-3)/(x-9); 9
(sqrt(x+4)-2)/x; 0
(sqrt(1+x)-sqrt(1-x))/x; 0
(x-4)/(sqrt(x)-2); 4
(sqrt(2*x+1)-3)/(x-4); 4
(sqrt(x^2+9)-5)/(x-4); 4
(sqrt(x+3)-2)/(x^2-1); 1
(3-sqrt(x+7))/(x-2); 2
(sqrt(x+2)-sqrt(2*x))/(x-2); 2
x/(sqrt(4+x)-2); 0
(x^(1/3)-2)/(x-8); 8
(sqrt(1+x^2)-1)/x^2; 0
(1-sqrt(cos(x)))/x^2; 0
sin(5*x)/x; 0
sin(3*x)/sin(7*x); 0
tan(2*x)/x; 0
tan(4*x)/sin(3*x); 0
(1-cos(3*x))/x^2; 0
(1-cos(x))/x; 0
(1-cos(x))/(x*sin(x)); 0
(cos(x)-1)/sin(x)^2; 0
sin(x)^2/x; 0
sin(x^2)/x; 0
sin(x)/(x-pi); pi
(1-sin(x))/(x-pi/2)^2; pi/2
cos(x)/(x-pi/2); pi/2
(x-sin(x))/x^3; 0
(tan(x)-sin(x))/x^3; 0
(sin(x)-x*cos(x))/x^3; 0
(sin(2*x)-2*sin(x))/x^3; 0
sin(4*x)/(x^2+2*x); 0
x/tan(3*x); 0
x*cos(x)/sin(x); 0
(cos(2*x)-cos(4*x))/x^2; 0
(1-cos(x)*cos(2*x))/x^2; 0
sin(x-1)/(x^2-1); 1
(sin(x)-sin(pi/6))/(x-pi/6); pi/6
(cos(x)-cos(pi/3))/(x-pi/3); pi/3
(tan(x)-1)/(x-pi/4); pi/4
sin(pi*x)/(x-1); 1
(1+cos(pi*x))/(x-1)^2; 1
(exp(3*x)-1)/x; 0
(exp(x)-exp(-x))/x; 0
(exp(2*x)-exp(x))/x; 0
(exp(x)-1-x)/x^2; 0
(exp(x)-1)/sin(2*x); 0
(exp(x^2)-cos(x))/x^2; 0
(2^x-1)/x; 0
(3^x-2^x)/x; 0
(5^x-1)/(3^x-1); 0
(exp(x)-exp(2))/(x-2); 2
(exp(x)+exp(-x)-2)/x^2; 0
x/(exp(x)-1); 0
(exp(sin(x))-1)/x; 0
(exp(x)-exp(sin(x)))/(x-sin(x)); 0
(exp(2*x)-1)/(exp(x)-1); 0
(exp(4*x)-1)/(exp(2*x)-1); 0
ln(1+4*x)/x; 0
ln(1-x)/x; 0
ln(1+x^2)/x; 0
ln(1+2*x)/sin(3*x); 0
ln(cos(x))/x^2; 0
ln(x)/(x-1); 1
ln(x)/(x^2-1); 1
(x^2-1)/ln(x); 1
(ln(x)-1)/(x-e); e
(x-ln(1+x))/x^2; 0
ln(1+sin(x))/x; 0
(ln(2+x)-ln(2))/x; 0
1/x-1/sin(x); 0
1/x-1/(exp(x)-1); 0
1/ln(1+x)-1/x; 0
1/(x-1)-1/ln(x); 1
1/x^2-1/sin(x)^2; 0
1/(x-1)-2/(x^2-1); 1
1/sin(x)-1/tan(x); 0
(1+2*x)^(1/x); 0
(1-3*x)^(2/x); 0
(1+sin(x))^(1/x); 0
cos(x)^(1/x^2); 0
(cos(2*x))^(1/x^2); 0
(1+x^2)^(1/x); 0
(exp(x)+x)^(1/x); 0
x^(1/(x-1)); 1
(2-x)^(1/(x-1)); 1
((1+x)/(1-x))^(1/x); 0
(sin(x)/x)^(1/x^2); 0
x^x; 0; right
x^sin(x); 0; right
x*ln(x); 0; right
sqrt(x)*ln(x); 0; right
x^2*ln(x)^3; 0; right
sin(x)*ln(x); 0; right
sin(x)^x; 0; right
(1/x)^x; 0; right
ln(x)/x; 0; right
exp(1/x); 0; right
exp(1/x); 0; left
exp(-1/x^2); 0
exp(-1/x^2)/x^4; 0
1/(1+exp(1/x)); 0; right
1/(1+exp(1/x)); 0; left
x*exp(1/x); 0; right
x*exp(1/x); 0; left
exp(-1/x)/x; 0; right
abs(x-2)/(x-2); 2; left
abs(x-2)/(x-2); 2; right
(x^2-4)/abs(x-2); 2; right
(x^2-4)/abs(x-2); 2; left
abs(sin(x))/x; 0; left
abs(x)/x; 0
x*abs(x)/sin(x)^2; 0; right
tan(x); pi/2; left
tan(x); pi/2; right
1/sin(x); pi; left
1/cos(x)^2; pi/2
ln(x-2); 2; right
ln(sin(x)); 0; right
ln(x)/tan(x-pi/2); 0; right
(x-pi/2)*tan(x); pi/2
floor(x); 3; left
floor(x); 3; right
floor(2*x)/x; 5/4
x-floor(x); 2; left
sqrt(x-1)*ln(x-1); 1; right
sqrt(x)/sin(sqrt(x)); 0; right
x*sin(1/x); 0
x^2*cos(1/x^2); 0
sqrt(x)*sin(1/x); 0; right
(exp(x)-1)*cos(1/x); 0
(3*x^2-x+4)/(2*x^2+5); oo
(5*x^3-2)/(x^4+1); oo
(x^3+2*x)/(4-x^2); oo
(x^3+2*x)/(4-x^2); -oo
(2*x-7)/(3*x+1); -oo
x^4-3*x^3; -oo
x^3-100*x^2; oo
(2*x+1)*(x-3)/(4*x^2-1); oo
sqrt(x^2+3*x)-x; oo
sqrt(x^2+1)-x; oo
sqrt(x^2-4*x)-sqrt(x^2+2*x); oo
sqrt(9*x^2+x)-3*x; oo
x*(sqrt(x^2+1)-x); oo
sqrt(x^2+x)+x; -oo
sqrt(4*x^2+1)/(x+3); oo
sqrt(4*x^2+1)/(x+3); -oo
(x+sqrt(x))/(x-sqrt(x)); oo
sqrt(x+1)-sqrt(x); oo
sqrt(x)*(sqrt(x+1)-sqrt(x)); oo
sqrt(x+sqrt(x+sqrt(x)))-sqrt(x); oo
(x^3+x^2)^(1/3)-x; oo
(1+3/x)^x; oo
(1-1/x)^x; oo
(1+1/x)^(2*x); oo
(1+1/x^2)^x; oo
((x+2)/(x-1))^x; oo
((2*x+1)/(2*x-1))^x; oo
x^(1/x); oo
ln(x)^(1/x); oo
(x+exp(x))^(1/x); oo
(1+x)^(1/ln(x)); oo
x*(exp(1/x)-1); oo
x*sin(3/x); oo
x^2*(1-cos(1/x)); oo
x*ln(1+2/x); oo
x*(ln(x+3)-ln(x)); oo
ln(x)/x; oo
ln(x)/sqrt(x); oo
ln(x)^5/x; oo
ln(x^2+1)/ln(x); oo
ln(1+exp(x))/x; oo
ln(1+exp(x))-x; oo
ln(3*x+1)-ln(x+2); oo
x-ln(x); oo
x^5/exp(x); oo
exp(x)/x^3; oo
x^2*exp(-x); oo
x^3*exp(x); -oo
x*exp(-x^2); -oo
(exp(x)-x^3)/(2*exp(x)+x); oo
(exp(2*x)+1)/(exp(2*x)-exp(x)); oo
(3^x+2^x)/(3^x-2^x); oo
(3^x+2^x)^(1/x); oo
(2^x+5)/(4-2^x); -oo
exp(x)-exp(sqrt(x)); oo
exp(sqrt(ln(x)))/x; oo
x^ln(x)/exp(x); oo
exp(ln(x)^2)/x^5; oo
ln(ln(x))/ln(x); oo
(exp(1/x)-1)/(ln(x+1)-ln(x)); oo
exp(-x)*sin(x); oo
cos(x)/x; oo
(2*x+sin(x))/(x-cos(x)); oo
(x-sin(x))/(x+sin(x)); -oo
x/(2+sin(x)); oo
sin(x)/ln(x); oo
floor(x)/x; oo
(sqrt(x)+sin(x))/sqrt(x+1); oo
sin(1/x); oo
cos(1/x); -oo
exp(exp(-x)); oo
x^2/(x+1)-x; oo
x^2/(x+1)-x^2/(x-1); oo
1/(1+2^(-x)); oo
1/(1+2^(-x)); -oo
abs(x)/(x+1); -oo
(x^2+1)/(x-3); oo
(e^x+e^(-x))/(e^x-e^(-x)); -oo
exp(exp(x))/exp(exp(x-1/x)); oo
exp(x)*(exp(1/x-exp(-x))-exp(1/x)); oo
(x+ln(x))/(x*ln(x)); oo
x*ln(x)-x^2; oo
ln(exp(x)+exp(3*x))/x; oo
ln(exp(x)+exp(3*x))/x; -oo
atan(x); oo
atan(x); -oo
x*(pi/2-atan(x)); oo
atan(3*x)/x; 0
asin(2*x)/x; 0
asin(x)/atan(x); 0
(x-atan(x))/x^3; 0
(asin(x)-x)/x^3; 0
tanh(x); oo
tanh(x); -oo
sinh(3*x)/x; 0
(cosh(x)-1)/x^2; 0
tanh(x)/x; 0
(x-tanh(x))/x^3; 0
sinh(x)/exp(x); oo
cosh(x)/sinh(x); -oo
asinh(x)/ln(x); oo
asinh(x)-ln(x); oo
acosh(x)-ln(x); oo
atanh(x)/x; 0
atan(1/x); 0; right
atan(1/x); 0; left
acos(x)/sqrt(1-x); 1; left
acos(x); -1; right
exp(atan(x)); oo
x*atan(x)-pi*x/2; oo
ln(tanh(x)); oo
exp(x)*(1-tanh(x)); oo
asin(x)/(x-1); 1; left
"""

x = Symbol("x")
NAMES = {name: getattr(sympy, name) for name in
         "sin cos tan exp sqrt floor atan asin acos sinh cosh tanh asinh acosh atanh pi oo".split()}
NAMES |= {"ln": sympy.log, "abs": sympy.Abs, "e": sympy.E, "x": x}
# Worked out by hand, where SymPy has no answer or a wrong one.
BY_HAND = {
    "floor(2*x)/x; 5/4": "8/5",
    "x/(2+sin(x)); oo": "oo",
    "ln(x)^5/x; oo": "0",
}


def expression(text):
    return sympy.sympify(text.replace("^", "**"), locals=NAMES, rational=True)


def written(value):
    if value in (oo, -oo):
        return {oo: "+inf", -oo: "-inf"}[value]
    text = str(sympy.simplify(value)) if not value.is_Rational else str(value)
    return text.replace("**", "^").replace("log(", "ln(").replace("E", "e").replace(" ", "")


def seen(formula, point, side):
    """What the values come to: numbers nearer and nearer, with many digits."""
    mpmath.mp.dps = 400
    f = sympy.lambdify(x, formula, "mpmath")
    results = []
    # The exponential of an exponential leaves all numbers behind very soon.
    far = (2, 3, 4) if "exp(exp(x" in str(formula) else (5, 12, 20) if "exp(-x)" in str(formula) else (40, 80, 300)
    for nearer in (12, 14, 16) if abs(point) != oo else far:
        if abs(point) == oo:
            at = mpmath.mpf(nearer) ** 2 * (1 if point == oo else -1) + mpmath.mpf("0.1234567")
        else:
            step = mpmath.mpf(10) ** -nearer * (-1 if side == "left" else 1)
            at = mpmath.mpf(sympy.N(point, 400)) + step
        try:
            results.append(f(at))
        except (ZeroDivisionError, OverflowError, ValueError):
            results.append(mpmath.nan)
    return results


def agrees(value, values):
    last = values[-1]
    if value in (oo, -oo):
        sign = 1 if value == oo else -1
        return last * sign > 3 and abs(values[-1]) > abs(values[0])
    wanted = mpmath.mpf(sympy.N(value, 400))
    errors = [abs(v - wanted) for v in values]
    # Slow ones (1/ln x) are still far away, but come nearer.
    return errors[-1] < 1e-3 * (1 + abs(wanted)) or errors[-1] < errors[1] < errors[0]


def one_sided(formula, point, side):
    return limit(formula, x, point, {"left": "-", "right": "+"}[side])


def main():
    for line in LIMITS.strip().splitlines():
        text, place, *side = [part.strip() for part in line.split(";")]
        side = side[0] if side else ""
        formula, point = expression(text), expression(place)
        if line in BY_HAND:
            answer, source = expression(BY_HAND[line]), "by hand"
        else:
            source = "SymPy"
            try:
                if side:
                    answer = one_sided(formula, point, side)
                elif abs(point) == oo:
                    answer = limit(formula, x, point)
                else:
                    left, right = (one_sided(formula, point, s) for s in ("left", "right"))
                    answer = left if sympy.simplify(left - right) == 0 or left == right else (left, right)
            except Exception as error:
                print(f"{line}: {type(error).__name__} {error}", file=sys.stderr)
                continue
        if isinstance(answer, tuple):
            good = all(agrees(a, seen(formula, point, s)) for a, s in zip(answer, ("left", "right")))
            shown = "none: " + ", ".join(map(written, answer))
        else:
            if not hasattr(answer, "is_number") or answer.has(sympy.Limit, sympy.AccumBounds, zoo, sympy.nan):
                print(f"{line}: {answer}", file=sys.stderr)
                continue
            good = agrees(answer, seen(formula, point, side))
            shown = written(answer)
        if not good:
            print(f"{line}: SymPy says {shown}, but {[mpmath.nstr(v, 8) for v in seen(formula, point, side)]}",
                  file=sys.stderr)
            continue
        print("\t".join([text, place, side, shown, source]), flush=True)


main()
