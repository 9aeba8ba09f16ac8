using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Cells;

/// <summary>Cells that are differential equations, each with its rule for a step in time: Euler's unless the cell says otherwise.</summary>
public static class ContinuousTime
{
    /// <summary>Leaky-integrator units: the state moves a fixed part of the way to its new value, as in echo state networks.</summary>
    /// <remarks>
    /// H. Jaeger, M. Lukoševičius, D. Popovici and U. Siewert, "Optimization and applications of echo state networks with leaky-integrator
    /// neurons", Neural Networks 20(3) (2007).
    /// <code>
    /// h' = (1 − α)·h + α·tanh(W·x + U·h + b)
    /// </code>
    /// State h [H]; 0 &lt; α ≤ 1. Added to the paper, in which only an output layer is learned: the bias, and that all weights are.
    /// </remarks>
    [RnnCell]
    public static Vector LeakyRnn(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [Weight("H", "I")] Matrix W,
        [Weight("H", "H")] Matrix U,
        [Weight("H")] Vector b,
        [Constant] double alpha)
        => (1 - alpha) * h + alpha * Tanh(W * x + U * h + b);

    /// <summary>The continuous-time RNN of evolutionary robotics: each neuron leaks with a time constant of its own, which is learned.</summary>
    /// <remarks>
    /// R. D. Beer, "On the dynamics of small continuous-time recurrent neural networks", Adaptive Behavior 3(4) (1995).
    /// <code>
    /// τ ⊙ dy/dt = −y + U·σ(y + θ) + W·x
    /// τ  = dt + softplus(s)
    /// y' = y + (dt/τ) ⊙ (−y + U·σ(y + θ) + W·x)
    /// </code>
    /// State y [H]. Chosen here: τ is learned through s, so that it stays above the step dt, below which Euler's rule overshoots.
    /// </remarks>
    [RnnCell]
    public static Vector Ctrnn(
        [Input("I")] Vector x,
        [State("H")] Vector y,
        [Weight("H", "I")] Matrix W,
        [Weight("H", "H")] Matrix U,
        [Weight("H")] Vector theta,
        [Weight("H")] Vector s,
        [Constant] double dt)
    {
        var rate = dt / (dt + Softplus(s));
        return y + rate * (U * Sigmoid(y + theta) + W * x - y);
    }

    /// <summary>The antisymmetric RNN: its Jacobian's eigenvalues lie near the imaginary axis, so gradients neither vanish nor explode.</summary>
    /// <remarks>
    /// B. Chang, M. Chen, E. Haber and E. H. Chi, "AntisymmetricRNN: a dynamical system view on recurrent neural networks", ICLR (2019).
    /// <code>
    /// A  = W − Wᵀ − γI
    /// h' = h + ε·tanh(A·h + V·x + b)
    /// </code>
    /// State h [H]. The diffusion γ makes up for what Euler's rule adds.
    /// </remarks>
    [RnnCell]
    public static Vector AntisymmetricRnn(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [Weight("H", "H")] Matrix W,
        [Weight("H", "I")] Matrix V,
        [Weight("H")] Vector b,
        [Constant] double epsilon,
        [Constant] double gamma)
    {
        var A = W - W.T - gamma * Identity(h.Length);
        return h + epsilon * Tanh(A * h + V * x + b);
    }

    /// <summary>The antisymmetric RNN with a gate, which shares the antisymmetric matrix.</summary>
    /// <remarks>
    /// B. Chang, M. Chen, E. Haber and E. H. Chi, "AntisymmetricRNN: a dynamical system view on recurrent neural networks", ICLR (2019).
    /// <code>
    /// A  = W − Wᵀ − γI
    /// z  = σ(A·h + Vz·x + bz)
    /// h' = h + ε·z ⊙ tanh(A·h + V·x + b)
    /// </code>
    /// State h [H].
    /// </remarks>
    [RnnCell]
    public static Vector GatedAntisymmetricRnn(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [Weight("H", "H")] Matrix W,
        [Weight("H", "I")] Matrix V,
        [Weight("H")] Vector b,
        [Weight("H", "I")] Matrix Vz,
        [Weight("H")] Vector bz,
        [Constant] double epsilon,
        [Constant] double gamma)
    {
        var turn = (W - W.T - gamma * Identity(h.Length)) * h;
        var z = Sigmoid(turn + Vz * x + bz);
        return h + epsilon * z * Tanh(turn + V * x + b);
    }

    /// <summary>
    /// The Lipschitz RNN: a linear part and a Lipschitz one, with matrices between symmetric and antisymmetric that keep it stable.
    /// </summary>
    /// <remarks>
    /// N. B. Erichson, O. Azencot, A. Queiruga, L. Hodgkinson and M. W. Mahoney, "Lipschitz recurrent neural networks", ICLR (2021).
    /// <code>
    /// A  = (1 − βA)·(MA + MAᵀ) + βA·(MA − MAᵀ) − γA·I
    /// W  = (1 − βW)·(MW + MWᵀ) + βW·(MW − MWᵀ) − γW·I
    /// h' = h + ε·(A·h + tanh(W·h + U·x + b))
    /// y  = D·h'
    /// </code>
    /// State h [H], output y [O]. The paper's β lie in [0.5, 1].
    /// </remarks>
    [RnnCell]
    public static (Vector h, Vector y) LipschitzRnn(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [Weight("H", "H")] Matrix MA,
        [Weight("H", "H")] Matrix MW,
        [Weight("H", "I")] Matrix U,
        [Weight("H")] Vector b,
        [Weight("O", "H")] Matrix D,
        [Constant] double betaA,
        [Constant] double gammaA,
        [Constant] double betaW,
        [Constant] double gammaW,
        [Constant] double epsilon)
    {
        var A = Mixed(MA, betaA, gammaA);
        var W = Mixed(MW, betaW, gammaW);
        h = h + epsilon * (A * h + Tanh(W * h + U * x + b));
        return (h, D * h);

        static Matrix Mixed(Matrix M, double beta, double gamma)
            => (1 - beta) * (M + M.T) + beta * (M - M.T) - gamma * Identity(M.Rows);
    }

    /// <summary>
    /// An ODE-RNN for irregular times: between two observations the state follows a learned flow, solved by Runge and Kutta's rule.
    /// </summary>
    /// <remarks>
    /// Y. Rubanova, R. T. Q. Chen and D. Duvenaud, "Latent ordinary differential equations for irregularly-sampled time series", NeurIPS (2019);
    /// the solver: W. Kutta (1901), the classical rule of fourth order.
    /// <code>
    /// dh/dt = F(h) = F2·tanh(F1·h + c)
    /// k1 = F(h),  k2 = F(h + (dt/2)·k1),  k3 = F(h + (dt/2)·k2),  k4 = F(h + dt·k3)
    /// s  = h + (dt/6)·(k1 + 2·k2 + 2·k3 + k4)
    /// h' = tanh(W·x + U·s + b)
    /// </code>
    /// State h [H]; dt is the time since the last observation, an input. The paper leaves the step's cell and the solver open; here it is
    /// Elman's, and one step of the rule.
    /// </remarks>
    [RnnCell]
    public static Vector OdeRnn(
        [Input("I")] Vector x,
        [Input] double dt,
        [State("H")] Vector h,
        [Weight("K", "H")] Matrix F1,
        [Weight("K")] Vector c,
        [Weight("H", "K")] Matrix F2,
        [Weight("H", "I")] Matrix W,
        [Weight("H", "H")] Matrix U,
        [Weight("H")] Vector b)
    {
        var k1 = F(h);
        var k2 = F(h + dt / 2 * k1);
        var k3 = F(h + dt / 2 * k2);
        var k4 = F(h + dt * k3);
        var s = h + dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
        return Tanh(W * x + U * s + b);

        Vector F(Vector v) => F2 * Tanh(F1 * v + c);
    }

    /// <summary>The coRNN: a network of driven, damped oscillators, whose gradients are bounded over long times.</summary>
    /// <remarks>
    /// T. K. Rusch and S. Mishra, "Coupled oscillatory recurrent neural network (coRNN): an accurate and (gradient) stable architecture for
    /// learning long time dependencies", ICLR (2021).
    /// <code>
    /// y″ = tanh(Wy·y + Wz·y′ + V·x + b) − γ·y − ε·y′
    /// z' = z + dt·(tanh(Wy·y + Wz·z + V·x + b) − γ·y − ε·z)
    /// y' = y + dt·z'
    /// </code>
    /// States y [H] and its velocity z [H]. The damping is explicit, one of the paper's two choices.
    /// </remarks>
    [RnnCell]
    public static (Vector y, Vector z) CoupledOscillators(
        [Input("I")] Vector x,
        [State("H")] Vector y,
        [State("H")] Vector z,
        [Weight("H", "H")] Matrix Wy,
        [Weight("H", "H")] Matrix Wz,
        [Weight("H", "I")] Matrix V,
        [Weight("H")] Vector b,
        [Constant] double dt,
        [Constant] double gamma,
        [Constant] double epsilon)
    {
        z = z + dt * (Tanh(Wy * y + Wz * z + V * x + b) - gamma * y - epsilon * z);
        y = y + dt * z;
        return (y, z);
    }

    /// <summary>A liquid time-constant network: the input changes how fast each unit leaks. Three steps of its fused solver for each input.</summary>
    /// <remarks>
    /// R. Hasani, M. Lechner, A. Amini, D. Rus and R. Grosu, "Liquid time-constant networks", AAAI (2021).
    /// <code>
    /// dh/dt = −(1/τ + f) ⊙ h + f ⊙ A,   f = σ(W·x + U·h + b)
    /// h ← (h + dt·f ⊙ A) / (1 + dt·(1/τ + f))      three times
    /// 1/τ = softplus(s)
    /// </code>
    /// State h [H]; dt is the length of a solver's step. The paper leaves f open and takes six solver steps; τ is learned through s here.
    /// </remarks>
    [RnnCell]
    public static Vector LiquidTimeConstant(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [Weight("H", "I")] Matrix W,
        [Weight("H", "H")] Matrix U,
        [Weight("H")] Vector b,
        [Weight("H")] Vector A,
        [Weight("H")] Vector s,
        [Constant] double dt)
    {
        const int Unfoldings = 3;
        for (var k = 0; k < Unfoldings; k++)
        {
            var f = Sigmoid(W * x + U * h + b);
            h = (h + dt * f * A) / (1 + dt * (Softplus(s) + f));
        }

        return h;
    }
}
