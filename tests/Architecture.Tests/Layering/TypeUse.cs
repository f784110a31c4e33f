namespace Architecture.Tests.Layering;

/// <summary>One type of a package names another in its signatures or in the bodies of its methods.</summary>
internal readonly record struct TypeUse(string From, string FromFolder, string To, string ToFolder)
{
    public override string ToString() => $"{From} ({FromFolder}) uses {To} ({ToFolder})";
}
