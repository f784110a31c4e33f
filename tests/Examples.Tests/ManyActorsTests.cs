using Examples.Tests.Support;

namespace Examples.Tests;

public class ManyActorsTests
{
    [Fact]
    public async Task A_cart_is_the_same_after_it_has_left_and_come_again()
    {
        using ExampleProcess example = ExampleProcess.Start("KeyedActors");

        var (exitCode, output, errors) = await example.EndAsync();

        Assert.Equal(
            """
            /Cart/cart-42: tea, cups
            /Cart/cart-42: tea, cups
            """,
            output);
        Assert.Equal((0, ""), (exitCode, errors));
    }

    [Fact]
    public async Task A_price_reaches_the_display_and_the_reader()
    {
        using ExampleProcess example = ExampleProcess.Start("PubSub");

        var (exitCode, output, errors) = await example.EndAsync();

        Assert.Equal(
            """
            tea: 3
            cups: 7
            Reached 1 actor; the reader has PriceChanged { What = tea, Price = 3 } and PriceChanged { What = cups, Price = 7 }.
            """,
            output);
        Assert.Equal((0, ""), (exitCode, errors));
    }
}
