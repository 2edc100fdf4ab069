import Basics
import Claims
import Desk
import Store

/// At most one fee for a debtor and day.
struct FeeChecker: DayChecker {
    let name = "one fee a day"

    func objections(in office: Office) async throws -> [Objection] {
        struct Key: Hashable { let debtor: Int64, day: Day }
        var charged: [Key: NoticeSum] = [:]
        for notice in try office.desk.notices(limit: Int(Int32.max))
        where notice.fee > .zero && !OutboxNotice.State.unsent.contains(notice.state) {
            let key = Key(debtor: notice.debtor.number, day: notice.letterDay)
            charged[key, default: NoticeSum()].add(notice)
        }
        return charged.filter { $0.value.count > 1 }
            .sorted { ($0.key.day, $0.key.debtor) < ($1.key.day, $1.key.debtor) }
            .map { key, sum in
                objection(
                    "debtor \(key.debtor) is charged \(sum.count) fees on \(key.day.iso): \(sum.names)"
                )
            }
    }

    private struct NoticeSum {
        var count = 0
        var names = ""
        mutating func add(_ notice: OutboxNotice) {
            count += 1
            names += " P-\(notice.id)"
        }
    }
}
