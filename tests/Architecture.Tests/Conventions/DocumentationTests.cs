using System.Xml.Linq;
using Architecture.Tests.Compiling;
using Microsoft.CodeAnalysis;

namespace Architecture.Tests.Conventions;

/// <summary>Everything that a user can say is documented, as the XML files that ship show.</summary>
public class DocumentationTests
{
    public static TheoryData<string> Packages => [.. Repository.Packages.Select(package => Path.GetFileName(package)!)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_public_type_and_member_is_documented(string package)
    {
        HashSet<string> documented = [.. XDocument.Load(Path.Combine(AppContext.BaseDirectory, package + ".xml"))
            .Descendants("member").Where(member => member.HasElements).Select(member => member.Attribute("name")!.Value)];

        string[] missing = [.. Program.ReferencedAssembly(package).PublicSymbols().Select(symbol => symbol.GetDocumentationCommentId()!).Where(id => !documented.Contains(id)).Order(StringComparer.Ordinal)];

        Findings.AssertNone(missing);
    }

    [Fact]
    public void The_symbols_looked_at_are_those_that_users_see()
    {
        HashSet<string> ids = [.. Program.ReferencedAssembly("Actors").PublicSymbols().Select(symbol => symbol.GetDocumentationCommentId()!)];

        Assert.Contains("T:Actors.Actor", ids);
        Assert.Contains("P:Actors.Actor.Context", ids);
        Assert.Contains("F:Actors.Directive.Restart", ids);
        Assert.DoesNotContain("T:Actors.Local.ActorCell", ids);
    }
}
