using System.Collections.Concurrent;
using Actors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddSingleton<Storage>();
builder.Services.AddActors(actors => actors.AddKeyed<Cart>(cart => cart.IdleTimeout = TimeSpan.FromMinutes(5)));
using var host = builder.Build();
await host.StartAsync();

var actors = host.Services.GetRequiredService<IKeyedActors>();
IActorRef<Cart> cart = actors.Get<Cart>("cart-42");
cart.Tell(new AddItem("tea"));
cart.Tell(new AddItem("cups"));
Console.WriteLine(await cart.AskAsync(new GetItems()));

// It leaves now and not in five minutes; the address is as good as before.
await cart.StopAsync();
Console.WriteLine(await actors.Get<Cart>("cart-42").AskAsync(new GetItems()));
await host.StopAsync();

public sealed record AddItem(string Item);
public sealed record GetItems : IRequest<GetItems, string>;

public sealed class Storage
{
    public ConcurrentDictionary<string, List<string>> Carts { get; } = new();
}

// The parameter of type string is the key; Context.Key has it as well.
public sealed class Cart(string key, Storage storage) : Actor, IHandle<AddItem>, IHandle<GetItems, string>
{
    private List<string> _items = [];

    protected override ValueTask OnStartAsync(CancellationToken cancellationToken)
    {
        _items = storage.Carts.GetValueOrDefault(key, []);
        return default;
    }

    protected override ValueTask OnStopAsync(CancellationToken cancellationToken)
    {
        storage.Carts[key] = _items;
        return default;
    }

    public ValueTask HandleAsync(AddItem message, CancellationToken cancellationToken)
    {
        _items.Add(message.Item);
        return default;
    }

    public ValueTask<string> HandleAsync(GetItems request, CancellationToken cancellationToken) =>
        new($"{Context.Path}: {string.Join(", ", _items)}");
}
