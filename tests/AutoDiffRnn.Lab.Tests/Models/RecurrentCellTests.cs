using AutoDiffRnn.Cells;
using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Models;

namespace AutoDiffRnn.Lab.Tests.Models;

public class RecurrentCellTests
{
    [Fact]
    public void SizesAreFound_ByWhatGrowsWithThem()
    {
        var elman = RecurrentCell.Find(new CellSettings("elman"));
        var sizes = elman.Create<float>(5, 7).Cell.Values.ToDictionary(value => value.Name, value => string.Join('x', value.Sizes));

        Assert.Equal("h", elman.Read);
        Assert.Equal("7x5", sizes["Wx"]);
        Assert.Equal("7x7", sizes["Wh"]);
        Assert.Equal("1x7", sizes["Wy"]); // Nobody reads the cell's own output, so it is as small as it can be.
        Assert.True(elman.IsSizedByState["Wh"]);
        Assert.False(elman.IsSizedByState["Wx"]);
    }

    [Fact]
    public void AnOutputThatIsRead_HasTheSizeOfTheStates()
        => Assert.Equal(7, RecurrentCell.Find(new CellSettings("Elman") { Read = "y" }).Create<float>(5, 7).Cell.Outputs.Single().Length);

    [Fact]
    public void EveryCellOfTheProgram_FitsOrSaysWhyNot()
    {
        var fitting = 0;
        foreach (var name in RecurrentCell.Names())
        {
            try
            {
                var kind = RecurrentCell.Find(new CellSettings(name) { Constants = name == "LeakyRnn" ? new Dictionary<string, double> { ["alpha"] = 0.5 } : [] });
                Assert.Equal(6, kind.Create<double>(6, 6).Cell.Inputs.Single().Length);
                fitting++;
            }
            catch (LabException error)
            {
                Assert.Contains(error.Id, new[] { "LAB052", "LAB053" });
            }
        }

        Assert.True(fitting > 25, $"{fitting}");
    }

    [Theory]
    [InlineData("nothing", "LAB051", "elman")]
    [InlineData("CharLstm", "LAB052", "a token")]
    [InlineData("LeakyRnn", "LAB053", "alpha")]
    public void ACellThatCannotBeUsed_IsRefusedWithTheReason(string cell, string id, string named)
    {
        var error = Assert.Throws<LabException>(() => RecurrentCell.Find(new CellSettings(cell)));

        Assert.Equal(id, error.Id);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherAssembly_IsLoadedByItsPath()
    {
        var path = typeof(ElmanNetwork<>).Assembly.Location;

        Assert.Equal("Gru", RecurrentCell.Find(new CellSettings("GRU") { Assembly = path }).Name);
        Assert.Equal("LAB050", Assert.Throws<LabException>(() => RecurrentCell.Find(new CellSettings("Gru") { Assembly = path + ".none" })).Id);
        Assert.Equal("LAB051", Assert.Throws<LabException>(() => RecurrentCell.Find(new CellSettings("Gru") { Assembly = typeof(Assert).Assembly.Location })).Id);
    }
}
