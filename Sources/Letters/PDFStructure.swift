/// The structure tree: what the marks on the pages are, in reading order.
///
/// - Source: ISO 32000-1, 14.7 and 14.8.
struct PDFStructure {
    private struct Element {
        let tag: StructureTag
        /// What a figure is to those who do not see it.
        let alternative: String
        let parent: Int?
        var children: [Child] = []
        var page = 0
    }

    private enum Child {
        case element(Int)
        case content(page: Int, id: Int)
    }

    private var elements: [Element] = []
    private var open: [Int] = []
    /// For each page, the element each piece of marked content belongs to.
    private var owners: [[Int]] = [[]]

    /// The innermost open element's tag.
    var current: StructureTag? { open.last.map { elements[$0].tag } }

    mutating func begin(_ tag: StructureTag, alternative: String) {
        let index = elements.count
        elements.append(Element(tag: tag, alternative: alternative, parent: open.last))
        if let parent = open.last { elements[parent].children.append(.element(index)) }
        open.append(index)
    }

    mutating func end() { open.removeLast() }

    mutating func newPage() { owners.append([]) }

    /// A piece of marked content on the newest page, for the innermost open element.
    mutating func content() -> Int {
        let page = owners.count - 1
        let id = owners[page].count
        guard let owner = open.last else { return id }
        owners[page].append(owner)
        elements[owner].children.append(.content(page: page, id: id))
        elements[owner].page = page
        return id
    }

    /// Writes the tree.
    ///
    /// - Parameter pages: the pages' object numbers.
    /// - Returns: the root's object number.
    func write(to file: inout PDFFile, pages: [Int]) -> Int {
        let root = file.reserve()
        let numbers = elements.map { _ in file.reserve() }
        let parents = file.reserve()
        for (element, number) in zip(elements, numbers) {
            let parent = element.parent.map { numbers[$0] } ?? root
            let kids = element.children.map { child in
                switch child {
                case .element(let index): "\(numbers[index]) 0 R"
                case .content(let page, let id):
                    page == element.page
                        ? "\(id)" : "<< /Type /MCR /Pg \(pages[page]) 0 R /MCID \(id) >>"
                }
            }
            var entries = "<< /Type /StructElem /S /\(element.tag.rawValue) /P \(parent) 0 R"
            if !element.children.isEmpty { entries += " /Pg \(pages[element.page]) 0 R" }
            if element.tag == .figure { entries += " /Alt \(PDFFile.text(element.alternative))" }
            if element.tag == .headCell { entries += " /A << /O /Table /Scope /Column >>" }
            file.write(number, entries + " /K [\(kids.joined(separator: " "))] >>")
        }
        let lists = owners.enumerated().map { page, owners in
            "\(page) [\(owners.map { "\(numbers[$0]) 0 R" }.joined(separator: " "))]"
        }
        file.write(parents, "<< /Nums [\(lists.joined(separator: " "))] >>")
        let first = numbers.first.map { "/K [\($0) 0 R] " } ?? ""
        file.write(
            root,
            "<< /Type /StructTreeRoot \(first)/ParentTree \(parents) 0 R /ParentTreeNextKey \(owners.count) >>"
        )
        return root
    }
}
