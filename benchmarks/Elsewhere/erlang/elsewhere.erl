%% An actor as a process, a call as a monitored request with a timeout: OTP's idiom, without gen_server's own cost.
%% Prints a line "shape;contestant;millions of operations a second" for each shape, the median of the rounds.
-module(elsewhere).
-export([main/1]).

-define(TIMEOUT, 30000).
-define(CHILDREN, 10).

main([Rounds]) ->
    R = list_to_integer(atom_to_list(Rounds)),
    report("ping-pong/1", R, 1000000, fun() -> ping_pong(1, 500000) end),
    report("ping-pong/16", R, 1600000, fun() -> ping_pong(16, 50000) end),
    report("savina/thread-ring", R, 1000000, fun() -> ring(100, 1000000) end),
    report("ask/1", R, 200000, fun() -> ask(1, 200000) end),
    report("ask/64", R, 640000, fun() -> ask(64, 640000) end),
    report("spawn/100k", R, 100000, fun() -> create(100000) end),
    report("spawn/skynet", R, 1000000, fun() -> skynet(1000000) end),
    halt().

%% Each round in a fresh process; the first one warms up.
report(Shape, Rounds, Operations, Run) ->
    [_ | Times] = [timed(Run) || _ <- lists:seq(0, Rounds)],
    Median = lists:nth(length(Times) div 2 + 1, lists:sort(Times)),
    io:format("~s;Erlang/OTP;~.3f~n", [Shape, Operations / Median]).

timed(Run) ->
    Self = self(),
    %% A long queue outside of the heap: else each collection walks it.
    spawn_opt(fun() -> Self ! {took, element(1, timer:tc(Run))} end, [link, {message_queue_data, off_heap}]),
    receive {took, Microseconds} -> Microseconds end.

%% The ball is passed on until both have had it so many times.
ping_pong(Pairs, Rounds) ->
    Self = self(),
    [begin
         Second = spawn_link(fun() -> second() end),
         First = spawn_link(fun() -> first(Second, Rounds, 0, Self) end),
         First ! {ball, Second}
     end || _ <- lists:seq(1, Pairs)],
    [receive {had, Rounds} -> ok end || _ <- lists:seq(1, Pairs)].

first(Second, Rounds, Rounds, Parent) ->
    receive {ball, _} -> Second ! stop, Parent ! {had, Rounds} end;
first(Second, Rounds, Count, Parent) ->
    receive {ball, _} -> Second ! {ball, self()}, first(Second, Rounds, Count + 1, Parent) end.

second() ->
    receive
        {ball, From} -> From ! {ball, self()}, second();
        stop -> ok
    end.

%% A token that says how often it is still to be passed on.
ring(Actors, Hops) ->
    Self = self(),
    Last = spawn_link(fun() -> receive {next, Next} -> node_loop(Next, Self) end end),
    First = lists:foldl(fun(_, Next) -> spawn_link(fun() -> node_loop(Next, Self) end) end, Last, lists:seq(2, Actors)),
    Last ! {next, First},
    First ! Hops,
    receive done -> First ! stop end.

node_loop(Next, Parent) ->
    receive
        0 -> Parent ! done, node_loop(Next, Parent);
        stop -> Next ! stop;
        Left -> Next ! Left - 1, node_loop(Next, Parent)
    end.

%% One actor answers 1; each asker waits for its answer, for 30 seconds at most.
ask(InFlight, Requests) ->
    Self = self(),
    Echo = spawn_link(fun() -> echo() end),
    [spawn_link(fun() -> Self ! {sum, asks(Echo, Requests div InFlight, 0)} end) || _ <- lists:seq(1, InFlight)],
    Requests = lists:sum([receive {sum, Sum} -> Sum end || _ <- lists:seq(1, InFlight)]),
    Echo ! stop.

asks(_, 0, Sum) -> Sum;
asks(Echo, Left, Sum) ->
    Monitor = monitor(process, Echo, [{alias, reply_demonitor}]),
    Echo ! {ask, Monitor},
    receive
        {Monitor, Answer} -> asks(Echo, Left - 1, Sum + Answer);
        {'DOWN', Monitor, _, _, Reason} -> exit(Reason)
    after ?TIMEOUT -> exit(timeout)
    end.

echo() ->
    receive
        {ask, Alias} -> Alias ! {Alias, 1}, echo();
        stop -> ok
    end.

%% Each is sent one message, and says that it has handled it.
create(Actors) ->
    Self = self(),
    All = [begin
               Actor = spawn(fun() -> leaf(Self) end),
               Actor ! work,
               Actor
           end || _ <- lists:seq(1, Actors)],
    [receive handled -> ok end || _ <- All],
    [Actor ! stop || Actor <- All].

leaf(Parent) ->
    receive
        work -> Parent ! handled, leaf(Parent);
        stop -> ok
    end.

%% A tree of tens; each sums up what its children send.
skynet(Leaves) ->
    Self = self(),
    spawn(fun() -> sky(Self, 0, Leaves) end),
    Expected = Leaves * (Leaves - 1) div 2,
    receive Expected -> ok end.

sky(Parent, First, 1) -> Parent ! First;
sky(Parent, First, Count) ->
    Self = self(),
    Part = Count div ?CHILDREN,
    [spawn(fun() -> sky(Self, First + Child * Part, Part) end) || Child <- lists:seq(0, ?CHILDREN - 1)],
    Parent ! lists:sum([receive Sum -> Sum end || _ <- lists:seq(1, ?CHILDREN)]).
