import Basics

/// The customers' lines of a SAF-T file, gathered while it is read; what is settled beyond doubt is
/// dropped at once, so that memory grows with what is open and not with the file.
struct SAFTLedger {
    struct Customer {
        var number: String
        /// In øre; nil when the file does not tell.
        var opening: Int64?
        var closing: Int64?
        /// False for a customer that lines name and the master files do not.
        var isListed: Bool
    }

    private(set) var customers: [Customer] = []
    private var customerIndex: [String: Int32] = [:]

    /// Open lines; a slot of a dropped line is used again.
    private var lines: [SAFTLine] = []
    private var freeSlots: [Int] = []
    private var isUsed: [Bool] = []
    private var sequence: Int32 = 0

    private struct Document: Hashable {
        var customer: Int32
        var reference: String
    }
    private struct Group {
        var balance: Int64
        var slots: [Int]
    }
    private var groups: [Document: Group] = [:]
    /// Hashes of documents that were dropped: payments that name them again are not for others.
    private var closed: Set<Int> = []

    /// Amounts in another currency than the ledger's, which few lines have.
    private(set) var foreign: [(currency: String, amount: Money)] = []
    private(set) var newestDay: Day?
    private(set) var oldestDay: Day?

    /// Enters a customer of the master files; a second mention replaces the first one's balances.
    mutating func add(_ customer: Customer) {
        let index = index(of: customer.number)
        customers[Int(index)] = customer
    }

    /// The customer's index; one that nobody has mentioned is entered as not listed.
    mutating func index(of number: String) -> Int32 {
        if let index = customerIndex[number] { return index }
        let index = Int32(customers.count)
        customerIndex[number] = index
        customers.append(Customer(number: number, opening: nil, closing: nil, isListed: false))
        return index
    }

    mutating func saw(_ day: Day) {
        newestDay = max(newestDay ?? day, day)
        oldestDay = min(oldestDay ?? day, day)
    }

    mutating func addForeign(_ currency: String, _ amount: Money) -> Int32 {
        foreign.append((currency, amount))
        return Int32(foreign.count - 1)
    }

    /// Enters a line; when it brings what its reference number stands for to zero, all that is dropped.
    mutating func add(_ line: SAFTLine) {
        var line = line
        line.sequence = sequence
        sequence &+= 1
        guard !line.reference.isEmpty else {
            _ = store(line)
            return
        }
        let document = Document(customer: line.customer, reference: line.reference)
        guard let index = groups.index(forKey: document) else {
            groups[document] = Group(balance: line.amount, slots: [store(line)])
            return
        }
        let (balance, overflow) = groups.values[index].balance.addingReportingOverflow(
            line.amount)
        if balance == 0, !overflow {
            for slot in groups.remove(at: index).value.slots { free(slot) }
            closed.insert(document.hashValue)
            return
        }
        groups.values[index].slots.append(store(line))
        groups.values[index].balance = overflow ? .max : balance
    }

    private mutating func store(_ line: SAFTLine) -> Int {
        if let slot = freeSlots.popLast() {
            lines[slot] = line
            isUsed[slot] = true
            return slot
        }
        lines.append(line)
        isUsed.append(true)
        return lines.count - 1
    }

    private mutating func free(_ slot: Int) {
        isUsed[slot] = false
        lines[slot].text = ""
        freeSlots.append(slot)
    }

    /// Settles each customer's lines and hands on the customer's index and all its lines, in the order
    /// of the customers; `openingDay` is the day opening balances are of.
    mutating func settle(
        openingDay: Day, _ handle: (Int, [SAFTLine]) throws -> Void
    ) throws {
        groups = [:]
        let order = sortedSlots()
        let closed = closed
        var next = 0
        for (index, customer) in customers.enumerated() {
            var own: [SAFTLine] = []
            if let opening = customer.opening, opening != 0 {
                own.append(openingLine(Int32(index), opening, openingDay))
            }
            while next < order.count, lines[order[next]].customer == index {
                own.append(lines[order[next]])
                next += 1
            }
            var settlement = SAFTSettlement(lines: own) { reference in
                closed.contains(
                    Document(customer: Int32(index), reference: reference).hashValue)
            }
            settlement.settle()
            try handle(index, settlement.lines)
        }
    }

    /// The slots in use by customer, day and place in the file.
    private func sortedSlots() -> [Int] {
        struct Key {
            var customer: Int32
            var day: Int32
            var sequence: Int32
            var slot: Int
        }
        var keys: [Key] = []
        keys.reserveCapacity(lines.count - freeSlots.count)
        for slot in lines.indices where isUsed[slot] {
            let line = lines[slot]
            keys.append(
                Key(
                    customer: line.customer, day: line.issued.number, sequence: line.sequence,
                    slot: slot))
        }
        keys.sort { ($0.customer, $0.day, $0.sequence) < ($1.customer, $1.day, $1.sequence) }
        return keys.map(\.slot)
    }

    private func openingLine(_ customer: Int32, _ amount: Int64, _ day: Day) -> SAFTLine {
        SAFTLine(
            customer: customer, sequence: -1, fileLine: 0, issued: day, due: nil, amount: amount,
            remaining: amount, reference: "", kid: "", crossReference: "", sourceDocument: "",
            text: "", traits: .opening)
    }
}
