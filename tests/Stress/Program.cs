using System.Globalization;
using Stress;

// What may be run, and how long it may take:
//   channels [messages]   all channel kinds and System.Threading.Channels beside them, under a cancel storm
//   seeds [count]         whole actor systems with faults, each from its seed, in virtual time
//   soak [minutes]        a host with actors, faults of many kinds at random, watched for leaks and stuck mailboxes
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return args switch
{
    ["channels", .. var rest] => await ChannelStress.RunAsync(Number(rest, 100_000_000)),
    ["seeds", .. var rest] => SeedStress.Run((int)Number(rest, 100_000)),
    ["soak", .. var rest] => await Soak.RunAsync(TimeSpan.FromMinutes(Number(rest, 2))),
    _ => Usage(),
};

static long Number(string[] rest, long otherwise) => rest is [var text, ..] ? long.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : otherwise;

static int Usage()
{
    Console.Error.WriteLine("Say what to run: channels [messages], seeds [count], or soak [minutes].");
    return 2;
}
