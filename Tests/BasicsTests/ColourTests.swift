import Basics
import Testing

@Suite("Colours")
struct ColourTests {
    @Test("Six hexadecimal digits are a colour, in either case and with or without the mark")
    func reading() {
        let green = Colour(red: 0x1D, green: 0x5C, blue: 0x4D)
        for text in ["#1d5c4d", "1D5C4D", "#1D5c4D"] { #expect(Colour(text) == green) }
        #expect(green.hex == "#1d5c4d")
        for text in ["", "#", "#1d5c4", "#1d5c4d0", "##1d5c4", "#1d5c4g", "green", "#１d5c4d"] {
            #expect(Colour(text) == nil, "\(text)")
        }
    }

    @Test(
        "Contrast is what WCAG says",
        arguments: [
            ("#000000", 21.0), ("#ffffff", 1.0), ("#ff0000", 3.998), ("#0000ff", 8.592),
            ("#767676", 4.542), ("#777777", 4.478), ("#ffff00", 1.074),
        ])
    func contrast(hex: String, expected: Double) throws {
        let colour = try #require(Colour(hex))
        #expect(abs(colour.contrast(with: .white) - expected) < 0.001)
        #expect(colour.contrast(with: .white) == Colour.white.contrast(with: colour))
    }

    @Test("A colour that can be read is left alone, one that can not is moved just far enough")
    func border() throws {
        let readable = try #require(Colour("#767676"))
        #expect(readable.legible(on: .white) == readable)
        let light = try #require(Colour("#777777"))
        #expect(light.legible(on: .white) == readable)
        #expect(Colour.white.legible(on: .white) == readable)
        #expect(Colour.black.legible(on: .black).contrast(with: .black) >= 4.5)
    }

    @Test("Every colour can be read once it is made legible, on white, on its tint and on black")
    func everywhere() {
        let steps: [UInt8] = [0, 51, 102, 153, 204, 255]
        for red in steps {
            for green in steps {
                for blue in steps {
                    let colour = Colour(red: red, green: green, blue: blue)
                    for background in [Colour.white, .black, colour.tint(5)] {
                        let ink = colour.legible(on: background)
                        #expect(ink.contrast(with: background) >= Colour.textContrast)
                    }
                    #expect(colour.text.contrast(with: colour) >= Colour.textContrast)
                }
            }
        }
    }
}
