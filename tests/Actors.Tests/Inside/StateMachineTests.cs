using Actors.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Inside;

public class StateMachineTests
{
    private readonly Chronicle _chronicle = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Each_state_handles_its_messages_and_moves_the_machine()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Turnstile> turnstile = Spawn(host);

        Assert.False(await turnstile.AskAsync(new Push()));
        turnstile.Tell(new Coin(2));
        Assert.True(await turnstile.AskAsync(new Push()));
        Assert.False(await turnstile.AskAsync(new Push()));
        Assert.Equal(2, await turnstile.AskAsync(new GetTakings()));

        Assert.Equal(
            ["enter Locked from nowhere", "exit Locked for Open", "enter Open from Locked", "exit Open for Locked", "enter Locked from Open"], _chronicle.Lines);
        Assert.Equal(2, host.Log.Count(2007));
        Assert.Contains(host.Log.All, line => line.Text == "/turnstile goes from Locked to Open");
    }

    [Fact]
    public async Task What_a_state_postpones_is_handled_first_in_the_next_in_its_order()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Turnstile> turnstile = Spawn(host);
        turnstile.Tell(new Coin(1));
        turnstile.Tell(new Coin(10));
        turnstile.Tell(new Coin(100));

        Assert.True(await turnstile.AskAsync(new Push()));
        Assert.True(await turnstile.AskAsync(new Push()));
        Assert.True(await turnstile.AskAsync(new Push()));
        Assert.False(await turnstile.AskAsync(new Push()));

        Assert.Equal(111, await turnstile.AskAsync(new GetTakings()));
    }

    [Fact]
    public async Task A_struct_can_be_postponed_and_a_request_if_the_handler_says_so()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Turnstile> turnstile = Spawn(host);
        turnstile.Tell(new Coin(1));
        turnstile.Tell(new Chip(7));
        Task<bool> patient = turnstile.AskAsync(new Push(Waits: true)).AsTask();
        Task<bool> next = turnstile.AskAsync(new Push(Waits: true)).AsTask();

        Assert.True(await patient);
        Assert.True(await next);
        Assert.Equal(8, await turnstile.AskAsync(new GetTakings()));
    }

    [Fact]
    public async Task A_state_ends_by_its_timeout_and_the_timeout_ends_with_the_state()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Turnstile> turnstile = Spawn(host);
        turnstile.Tell(new Coin(1));
        await turnstile.AskAsync(new GetTakings());

        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(await turnstile.AskAsync(new Push()));
        turnstile.Tell(new Coin(1));
        Assert.True(await turnstile.AskAsync(new Push()));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(await turnstile.AskAsync(new Push()));

        Assert.Equal(1, _chronicle.Lines.Count(line => line == "timeout"));
    }

    [Fact]
    public async Task What_a_state_does_not_handle_is_a_dead_letter_and_tells_its_asker_so()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        Letters letters = Letters.Of(host.System);
        IActorRef<Turnstile> turnstile = Spawn(host);

        turnstile.Tell(new Kick());
        MessageNotHandledException error = await Assert.ThrowsAsync<MessageNotHandledException>(async () => await turnstile.AskAsync(new Polish()));

        Assert.Equal("/turnstile does not handle Polish in the state Locked. List it there as IHandle, or as IPostpone to have it wait for the next state.", error.Message);
        Assert.Equal((new ActorPath("/turnstile"), "Locked"), (error.Actor, error.State));
        Assert.Equal([DeadLetterReason.NotHandledInState, DeadLetterReason.NotHandledInState], letters.All.Select(letter => letter.Reason));
        Assert.Equal(0, host.Log.Count(3001));
    }

    [Fact]
    public async Task A_handler_that_throws_moves_nothing_and_a_restart_begins_anew()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Turnstile> turnstile = Spawn(host);
        turnstile.Tell(new Coin(1));
        turnstile.Tell(new Coin(2));

        await Assert.ThrowsAsync<FormatException>(async () => await turnstile.AskAsync(new Break()));

        // The second coin was postponed, and is the new instance's.
        Assert.True(await turnstile.AskAsync(new Push()));
        Assert.Equal(2, await turnstile.AskAsync(new GetTakings()));
        Assert.Equal(["enter Locked from nowhere", "exit Locked for Open", "enter Open from Locked", "enter Locked from nowhere"], _chronicle.Lines.Take(4));
    }

    [Fact]
    public async Task A_state_may_go_on_to_another_when_it_is_entered()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Hurry> hurry = host.System.Spawn(() => new Hurry(_chronicle));

        Assert.Equal("Third", await hurry.AskAsync(new Where()));
        Assert.Equal(["First", "Second", "Third"], _chronicle.Lines);
    }

    [Fact]
    public async Task Only_a_state_machine_has_states()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Stateless> actor = host.System.Spawn(() => new Stateless());

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await actor.AskAsync(new Where()));

        Assert.StartsWith("Stateless lists an IHandleInState, but is no state machine.", error.Message, StringComparison.Ordinal);
    }

    private IActorRef<Turnstile> Spawn(TestHost host) => host.System.Spawn(() => new Turnstile(_chronicle), "turnstile");

    private sealed record Coin(int Value);

    private readonly record struct Chip(int Value);

    private sealed record Push(bool Waits = false) : IRequest<Push, bool>;

    private sealed record GetTakings : IRequest<GetTakings, int>;

    private sealed record Kick;

    private sealed record Polish : IRequest<Polish, int>;

    private sealed record Break : IRequest<Break, int>;

    private sealed record Where : IRequest<Where, string>;

    private sealed class Turnstile(Chronicle chronicle) : StateMachine<Turnstile>,
        IHandleInState<Coin>, IHandleInState<Chip>, IHandleInState<Push, bool>, IHandleInState<Kick>, IHandleInState<Polish, int>, IHandleInState<Break, int>, IHandle<GetTakings, int>
    {
        private int _takings;

        public ValueTask<int> HandleAsync(GetTakings request, CancellationToken cancellationToken) => new(_takings);

        protected override State Begin() => new Locked();

        private abstract class Noted : State
        {
            protected override async ValueTask OnEnterAsync(State? from, CancellationToken cancellationToken)
            {
                await Task.Yield();
                await Machine.Note($"enter {this} from {from?.ToString() ?? "nowhere"}");
            }

            protected override ValueTask OnExitAsync(State to, CancellationToken cancellationToken) => Machine.Note($"exit {this} for {to}");
        }

        private sealed class Locked : Noted, IHandle<Coin>, IHandle<Chip>, IHandle<Push, bool>
        {
            public ValueTask HandleAsync(Coin message, CancellationToken cancellationToken) => Take(message.Value);

            public ValueTask HandleAsync(Chip message, CancellationToken cancellationToken) => Take(message.Value);

            public ValueTask<bool> HandleAsync(Push request, CancellationToken cancellationToken) =>
                request.Waits ? Postpone(request) : new(false);

            private ValueTask Take(int value)
            {
                Machine._takings += value;
                Become(new Open());
                return default;
            }
        }

        private sealed class Open : Noted, IHandle<Push, bool>, IPostpone<Coin>, IPostpone<Chip>, IHandle<Break, int>
        {
            public ValueTask<bool> HandleAsync(Push request, CancellationToken cancellationToken)
            {
                Become(new Locked());
                return new(true);
            }

            public ValueTask<int> HandleAsync(Break request, CancellationToken cancellationToken)
            {
                Become(new Locked());
                throw new FormatException();
            }

            protected override ValueTask OnEnterAsync(State? from, CancellationToken cancellationToken)
            {
                SetTimeout(TimeSpan.FromSeconds(5));
                return base.OnEnterAsync(from, cancellationToken);
            }

            protected override ValueTask OnTimeoutAsync(CancellationToken cancellationToken)
            {
                Become(new Locked());
                return Machine.Note("timeout");
            }
        }

        private ValueTask Note(string line) => chronicle.Write(line);
    }

    private sealed class Hurry(Chronicle chronicle) : StateMachine<Hurry>, IHandle<Where, string>
    {
        public ValueTask<string> HandleAsync(Where request, CancellationToken cancellationToken) => new(Current.ToString()!);

        protected override State Begin() => new First();

        private sealed class First : State
        {
            protected override ValueTask OnEnterAsync(State? from, CancellationToken cancellationToken)
            {
                Become(new Second());
                return Machine.Note(this);
            }
        }

        private sealed class Second : State
        {
            protected override ValueTask OnEnterAsync(State? from, CancellationToken cancellationToken)
            {
                Become(new Third());
                return Machine.Note(this);
            }
        }

        private sealed class Third : State
        {
            protected override ValueTask OnEnterAsync(State? from, CancellationToken cancellationToken)
            {
                Become(this);
                return Machine.Note(this);
            }
        }

        private ValueTask Note(State state) => chronicle.Write(state.ToString()!);
    }

    private sealed class Stateless : Actor, IHandleInState<Where, string>;
}
