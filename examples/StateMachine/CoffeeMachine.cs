using Actors;

/// <summary>A coffee machine: off, heating or hot. What it may be told is listed here; what that means is up to the state it is in.</summary>
public sealed class CoffeeMachine(TimeSpan heating) : StateMachine<CoffeeMachine>,
    IHandleInState<SwitchOn>, IHandleInState<SwitchOff>, IHandleInState<Brew, string>, IHandle<CountCups, int>
{
    // What all states share. What only one of them needs is a field of that one.
    private readonly TimeSpan _heating = heating;
    private int _cups;

    // The same in every state.
    public ValueTask<int> HandleAsync(CountCups request, CancellationToken cancellationToken) => new(_cups);

    protected override State Begin() => new Off();

    private sealed class Off : State, IHandle<SwitchOn>
    {
        public ValueTask HandleAsync(SwitchOn message, CancellationToken cancellationToken)
        {
            Become(new Heating());
            return default;
        }
    }

    /// <summary>Ends by itself, when its time is over. Whoever wants coffee meanwhile waits.</summary>
    private sealed class Heating : Running, IPostpone<Brew>
    {
        protected override ValueTask OnEnterAsync(State? from, CancellationToken cancellationToken)
        {
            Console.WriteLine("It heats.");
            SetTimeout(Machine._heating);
            return default;
        }

        protected override ValueTask OnTimeoutAsync(CancellationToken cancellationToken)
        {
            Become(new Hot());
            return default;
        }
    }

    private sealed class Hot : Running, IHandle<Brew, string>
    {
        private int _sinceHot;

        public ValueTask<string> HandleAsync(Brew request, CancellationToken cancellationToken)
        {
            Machine._cups++;
            return new($"{request.Coffee}, cup {++_sinceHot} since it is hot");
        }
    }

    /// <summary>What heating and hot have in common.</summary>
    private abstract class Running : State, IHandle<SwitchOff>
    {
        public ValueTask HandleAsync(SwitchOff message, CancellationToken cancellationToken)
        {
            Become(new Off());
            return default;
        }

        protected override ValueTask OnExitAsync(State to, CancellationToken cancellationToken)
        {
            Console.WriteLine($"It was {this} and is now {to}.");
            return default;
        }
    }
}
