// The diagonal LSTM language model as one writes it in plain C++: scalar loops, a forward pass, and a reverse sweep by hand over what the
// forward pass keeps. Weights: w_in [n], then for each layer w [4n] and b [4n] with the parts of f, i, o and a, then w_out [n] and b_out [n].
#include <cmath>
#include <cstring>
#include <vector>

namespace {

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

// What a layer keeps of a step and an element.
struct Kept { double u, h, c, f, i, o, a, tanhC; };

const double* layerWeights(const double* weights, int n, int layer) { return weights + n + 8 * n * layer; }

// One step of all layers: h and c are updated in place, kept has an entry for each layer and element if it is not null.
void step(int layers, int n, const double* weights, const double* x, double* h, double* c, double* top, Kept* kept)
{
    for (int j = 0; j < n; j++)
        top[j] = x[j] * weights[j];
    for (int layer = 0; layer < layers; layer++) {
        const double* w = layerWeights(weights, n, layer);
        const double* b = w + 4 * n;
        double* hl = h + layer * n;
        double* cl = c + layer * n;
        for (int j = 0; j < n; j++) {
            double f = sigmoid(w[j] * top[j] + b[j]);
            double i = sigmoid(w[n + j] * hl[j] + b[n + j]);
            double o = sigmoid(w[2 * n + j] * top[j] + b[2 * n + j]);
            double a = std::tanh(w[3 * n + j] * hl[j] + b[3 * n + j]);
            double next = f * cl[j] + i * a;
            double tanhC = std::tanh(next);
            if (kept)
                kept[layer * n + j] = { top[j], hl[j], cl[j], f, i, o, a, tanhC };
            cl[j] = next;
            top[j] = hl[j] = o * tanhC;
        }
    }
}

// next·(y − log(2 + Σ e^y)); y is written, and the sum returned through sum.
double score(int n, const double* weights, int layers, const double* top, const double* next, double* exps, double* sum)
{
    const double* wout = layerWeights(weights, n, layers);
    double total = 0, dot = 0, ones = 0;
    for (int j = 0; j < n; j++) {
        double y = top[j] * wout[j] + wout[n + j];
        exps[j] = std::exp(y);
        total += exps[j];
        dot += next[j] * y;
        ones += next[j];
    }
    *sum = total;
    return dot - ones * std::log(2 + total);
}

void stepBack(int layers, int n, const double* weights, const double* x, const Kept* kept, double* dtop, double* dh, double* dc, double* gradient)
{
    for (int layer = layers - 1; layer >= 0; layer--) {
        const double* w = layerWeights(weights, n, layer);
        double* dw = gradient + (w - weights);
        double* db = dw + 4 * n;
        double* dhl = dh + layer * n;
        double* dcl = dc + layer * n;
        for (int j = 0; j < n; j++) {
            const Kept& k = kept[layer * n + j];
            double dhNext = dtop[j] + dhl[j];
            double dcNext = dcl[j] + dhNext * k.o * (1 - k.tanhC * k.tanhC);
            double dO = dhNext * k.tanhC * k.o * (1 - k.o);
            double dF = dcNext * k.c * k.f * (1 - k.f);
            double dI = dcNext * k.a * k.i * (1 - k.i);
            double dA = dcNext * k.i * (1 - k.a * k.a);
            dw[j] += dF * k.u;
            dw[n + j] += dI * k.h;
            dw[2 * n + j] += dO * k.u;
            dw[3 * n + j] += dA * k.h;
            db[j] += dF;
            db[n + j] += dI;
            db[2 * n + j] += dO;
            db[3 * n + j] += dA;
            dcl[j] = dcNext * k.f;
            dhl[j] = dI * w[n + j] + dA * w[3 * n + j];
            dtop[j] = dF * w[j] + dO * w[2 * n + j];
        }
    }
    for (int j = 0; j < n; j++)
        gradient[j] += dtop[j] * x[j];
}

}

// The loss −(1/(n(C−1))) Σ score over x [C, n], from states that are zero.
extern "C" double diagonal_objective(int layers, int n, int count, const double* weights, const double* x)
{
    std::vector<double> h(layers * n), c(layers * n), top(n), exps(n);
    double total = 0, sum;
    for (int t = 0; t + 1 < count; t++) {
        step(layers, n, weights, x + t * n, h.data(), c.data(), top.data(), nullptr);
        total += score(n, weights, layers, top.data(), x + (t + 1) * n, exps.data(), &sum);
    }
    return -total / (n * (count - 1));
}

// The same, and its gradient.
extern "C" double diagonal_gradient(int layers, int n, int count, const double* weights, const double* x, double* gradient)
{
    static std::vector<Kept> kept;
    static std::vector<double> tops, exps, sums;
    int steps = count - 1;
    kept.resize((size_t)steps * layers * n);
    tops.resize((size_t)steps * n);
    exps.resize((size_t)steps * n);
    sums.resize(steps);
    std::vector<double> h(layers * n), c(layers * n), dtop(n);
    double total = 0;
    for (int t = 0; t < steps; t++) {
        double* top = tops.data() + (size_t)t * n;
        step(layers, n, weights, x + t * n, h.data(), c.data(), top, kept.data() + (size_t)t * layers * n);
        total += score(n, weights, layers, top, x + (t + 1) * n, exps.data() + (size_t)t * n, &sums[t]);
    }

    std::memset(gradient, 0, sizeof(double) * (3 * n + 8 * n * layers));
    std::fill(h.begin(), h.end(), 0.0);
    std::fill(c.begin(), c.end(), 0.0);
    const double* wout = layerWeights(weights, n, layers);
    double* dwout = gradient + (wout - weights);
    double seed = -1.0 / (n * steps);
    for (int t = steps - 1; t >= 0; t--) {
        const double* next = x + (t + 1) * n;
        const double* top = tops.data() + (size_t)t * n;
        double ones = 0;
        for (int j = 0; j < n; j++)
            ones += next[j];
        for (int j = 0; j < n; j++) {
            double dy = seed * (next[j] - ones * exps[(size_t)t * n + j] / (2 + sums[t]));
            dwout[j] += dy * top[j];
            dwout[n + j] += dy;
            dtop[j] = dy * wout[j];
        }
        stepBack(layers, n, weights, x + t * n, kept.data() + (size_t)t * layers * n, dtop.data(), h.data(), c.data(), gradient);
    }
    return total * seed;
}
