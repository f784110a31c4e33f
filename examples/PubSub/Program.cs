using Actors;
using Actors.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddSingleton(new Topic<PriceChanged>());
builder.Services.AddActors(actors => actors.Add<Display>("display"));
using var host = builder.Build();
await host.StartAsync();

var prices = host.Services.GetRequiredService<Topic<PriceChanged>>();
using var reader = prices.Subscribe();
int reached = prices.Publish(new PriceChanged("tea", 3));
await prices.PublishAsync(new PriceChanged("cups", 7));
await host.StopAsync();

Console.WriteLine($"Reached {reached} actor; the reader has {(await reader.ReadAsync()).Value} and {(await reader.ReadAsync()).Value}.");

public sealed record PriceChanged(string What, int Price);

public sealed class Display(Topic<PriceChanged> prices) : Actor, IHandle<PriceChanged>
{
    protected override ValueTask OnStartAsync(CancellationToken cancellationToken)
    {
        prices.Subscribe(this.Self());
        return default;
    }

    public ValueTask HandleAsync(PriceChanged message, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{message.What}: {message.Price}");
        return default;
    }
}
