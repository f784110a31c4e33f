using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleaving.Tests.Jit;

/// <summary>Writes a source as if there were no interleaving tests: what goes through <c>Atomic</c> goes to its namesake, what <c>Interleave</c> marks goes away.</summary>
internal sealed class HookRemover : CSharpSyntaxRewriter
{
    public override SyntaxNode? VisitExpressionStatement(ExpressionStatementSyntax node) =>
        node.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Interleave" } } }
            ? SyntaxFactory.EmptyStatement()
            : base.VisitExpressionStatement(node);

    public override SyntaxNode? VisitMemberAccessExpression(MemberAccessExpressionSyntax node)
    {
        if (node.Expression is not IdentifierNameSyntax { Identifier.Text: "Atomic" }) return base.VisitMemberAccessExpression(node);
        return SyntaxFactory.ParseExpression(node.Name.Identifier.Text switch
        {
            "Read" or "Write" => $"Volatile.{node.Name}",
            "Fence" => "Interlocked.MemoryBarrier",
            _ => $"Interlocked.{node.Name}",
        });
    }
}
