namespace Architecture.Tests.Compiling;

/// <summary>What the compiler lets through, and what it refuses, when somebody tells or asks.</summary>
public class TypedSendTests
{
    private const string Actors = """
        public sealed record Increment(int By);
        public sealed record Reset;
        public readonly record struct Tick(long At);
        public abstract record Event;
        public sealed record Opened : Event;
        public sealed record GetCount : IRequest<GetCount, int>;
        public readonly record struct GetName(int Id) : IRequest<GetName, string>;

        public interface ICounter : IHandle<Increment>, IHandle<GetCount, int>;

        public sealed class Counter : Actor, ICounter, IHandle<Tick>, IHandle<Event>, IHandle<GetName, string>
        {
            public ValueTask HandleAsync(Increment message, CancellationToken cancellationToken) => default;
            public ValueTask HandleAsync(Tick message, CancellationToken cancellationToken) => default;
            public ValueTask HandleAsync(Event message, CancellationToken cancellationToken) => default;
            public ValueTask<int> HandleAsync(GetCount request, CancellationToken cancellationToken) => new(1);
            public ValueTask<string> HandleAsync(GetName request, CancellationToken cancellationToken) => new("");
        }

        """;

    [Theory]
    [InlineData("a class", "counter.Tell(new Increment(1));")]
    [InlineData("a struct", "counter.Tell(new Tick(1));")]
    [InlineData("a message whose base class is handled", "counter.Tell(new Opened());")]
    [InlineData("a message that may be refused", "TellStatus status = counter.TryTell(new Increment(1));")]
    [InlineData("a message that waits for room", "await counter.TellAsync(new Tick(1));")]
    public void What_an_actor_handles_can_be_told(string what, string statement) => Send(what, statement).AssertCompiles();

    [Theory]
    [InlineData("a class", "int count = await counter.AskAsync(new GetCount());")]
    [InlineData("a struct", "string name = await counter.AskAsync(new GetName(1), TimeSpan.FromSeconds(1));")]
    [InlineData("with a token", "int count = await counter.AskAsync(new GetCount(), CancellationToken.None);")]
    public void What_an_actor_answers_can_be_asked(string what, string statement) => Send(what, statement).AssertCompiles();

    [Theory]
    [InlineData("its own protocol", "IActorRef<ICounter> narrow = counter; narrow.Tell(new Increment(1)); int count = await narrow.AskAsync(new GetCount());")]
    [InlineData("a single message", "IActorRef<IHandle<Tick>> narrow = counter; narrow.Tell(new Tick(1));")]
    [InlineData("a derived message", "IActorRef<IHandle<Opened>> narrow = counter; narrow.Tell(new Opened());")]
    [InlineData("a single request", "IActorRef<IHandle<GetCount, int>> narrow = counter; int count = await narrow.AskAsync(new GetCount());")]
    public void An_address_is_one_of_every_protocol_that_its_actor_has(string what, string statement) => Send(what, statement).AssertCompiles();

    [Fact]
    public void An_actor_has_its_own_address_typed() => new Program(Actors + """
        public sealed class Clock : Actor, IHandle<Tick>
        {
            public ValueTask HandleAsync(Tick message, CancellationToken cancellationToken)
            {
                this.Self().Tell(new Tick(message.At + 1));
                return default;
            }
        }
        """).AssertCompiles();

    [Fact]
    public void Telling_what_an_actor_does_not_handle_is_refused() => Send("a class", "counter.[|Tell|](new Reset());").AssertRefused("CS0311");

    [Fact]
    public void Telling_a_struct_that_an_actor_does_not_handle_is_refused() => Send("a struct", "counter.[|Tell|](42);").AssertRefused("CS0311");

    [Fact]
    public void Trying_to_tell_what_an_actor_does_not_handle_is_refused() => Send("a class", "counter.[|TryTell|](new Reset());").AssertRefused("CS0311");

    [Fact]
    public void Telling_through_a_protocol_that_lacks_the_message_is_refused() =>
        Send("a protocol", "IActorRef<ICounter> narrow = counter; narrow.[|Tell|](new Tick(1));").AssertRefused("CS0311");

    [Fact]
    public void Asking_what_an_actor_does_not_answer_is_refused() => new Program(Actors + """
        public sealed record GetTotal : IRequest<GetTotal, decimal>;

        public static class Sender
        {
            public static async Task SendAsync(IActorRef<Counter> counter) => await counter.[|AskAsync|](new GetTotal());
        }
        """).AssertRefused("CS0311");

    [Fact]
    public void Asking_through_a_protocol_that_lacks_the_request_is_refused() =>
        Send("a protocol", "IActorRef<ICounter> narrow = counter; await narrow.[|AskAsync|](new GetName(1));").AssertRefused("CS0311");

    [Fact]
    public void Asking_with_a_message_that_is_no_request_is_refused() => Send("a message", "await counter.[|AskAsync(new Increment(1))|];").AssertRefused("CS0411");

    [Fact]
    public void A_deferred_reply_satisfies_a_protocol_of_replies() => new Program(Actors + """
        public sealed class Later : Actor, ICounter, IHandleDeferred<GetCount, int>
        {
            public ValueTask HandleAsync(Increment message, CancellationToken cancellationToken) => default;
            public ValueTask HandleAsync(GetCount request, Reply<int> reply, CancellationToken cancellationToken) => default;
        }

        public static class Sender
        {
            public static async Task SendAsync(IActorRef<Later> later)
            {
                IActorRef<ICounter> counter = later;
                int count = await counter.AskAsync(new GetCount());
            }
        }
        """).AssertCompiles();

    [Fact]
    public void Forwarding_to_an_actor_that_does_not_answer_the_request_is_refused() => new Program(Actors + """
        public sealed record GetAge : IRequest<GetAge, int>;

        public sealed class Front(IActorRef<Counter> counter) : Actor, IHandleDeferred<GetCount, int>
        {
            public ValueTask HandleAsync(GetCount request, Reply<int> reply, CancellationToken cancellationToken)
            {
                reply.Forward(counter, new GetCount());
                reply.[|Forward|](counter, new GetAge());
                return default;
            }
        }
        """).AssertRefused("CS0311");

    [Fact]
    public void Asking_for_a_sequence_that_an_actor_does_not_make_is_refused() => new Program(Actors + """
        public sealed record GetAll : IStreamRequest<GetAll, int>;

        public static class Sender
        {
            public static IAsyncEnumerable<int> Send(IActorRef<Counter> counter) => counter.[|AskStream|](new GetAll());
        }
        """).AssertRefused("CS0311");

    [Fact]
    public void Piping_a_message_that_an_actor_does_not_handle_is_refused() =>
        Send("a task", "[|Task.FromResult(1).PipeTo(counter, by => new Increment(by), error => new Reset())|];").AssertRefused("CS1503");

    [Fact]
    public void A_reply_of_another_type_is_refused() => Send("a reply", "string count = [|await counter.AskAsync(new GetCount())|];").AssertRefused("CS0029");

    [Fact]
    public void A_handler_that_returns_another_reply_is_refused() => new Program(Actors + """
        public sealed class Wrong : Actor, [|IHandle<GetCount, int>|]
        {
            public ValueTask<string> HandleAsync(GetCount request, CancellationToken cancellationToken) => new("");
        }
        """).AssertRefused("CS0738");

    [Fact]
    public void A_handler_for_another_reply_than_the_request_names_is_refused() => new Program(Actors + """
        public sealed class [|Wrong|] : Actor, IHandle<GetCount, string>
        {
            public ValueTask<string> HandleAsync(GetCount request, CancellationToken cancellationToken) => new("");
        }
        """).AssertRefused("CS0311");

    [Fact]
    public void A_request_that_names_another_as_itself_cannot_be_handled() => new Program(Actors + """
        public sealed record Impostor : IRequest<GetCount, int>;
        public sealed class [|Naive|] : Actor, IHandle<Impostor, int>
        {
            public ValueTask<int> HandleAsync(Impostor request, CancellationToken cancellationToken) => new(1);
        }
        """).AssertRefused("CS0311");

    [Fact]
    public void An_address_does_not_become_one_of_a_protocol_that_its_actor_lacks() =>
        Send("an address", "IActorRef<IHandle<Reset>> wrong = [|counter|];").AssertRefused("CS0266");

    private static Program Send(string what, string statement) => new($$"""
        {{Actors}}
        // {{what}}
        public static class Sender
        {
            public static async Task SendAsync(IActorRef<Counter> counter)
            {
                await Task.Yield();
                {{statement}}
            }
        }
        """);
}
