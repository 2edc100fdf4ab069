/// What stands in an element Purr reads; each group is kept by the value of that name.
enum CamtField {
    case messageID
    case statement(CamtStatement.Field)
    case balance(CamtBalance.Field)
    case entry(CamtEntry.Field)
    case detail(CamtDetail.Field)
    case document(CamtDocument.Field)
    case charge(CamtCharge.Field)
    /// The message, not a statement of it, is one of several pages.
    case isPaged
}

/// An element whose start and end matter, not its text.
enum CamtPart {
    case statement, balance, entry, group, detail, document, entryCharge, detailCharge
}

extension CamtTree {
    /// Every element Purr reads by its path; both messages and both versions, whose paths do not
    /// clash.
    ///
    /// - Source: the schemas of camt.053 and camt.054, 001.02 and 001.08.
    static let messages: CamtTree = {
        var tree = CamtTree()
        for (message, statement) in [
            ("BkToCstmrStmt", "Stmt"), ("BkToCstmrDbtCdtNtfctn", "Ntfctn"),
        ] {
            tree.add("\(message)/GrpHdr/MsgId", .messageID)
            tree.add("\(message)/GrpHdr/MsgPgntn/PgNb", .isPaged)
            tree.addStatement("\(message)/\(statement)")
            tree.addEntry("\(message)/\(statement)/Ntry")
            tree.addDetail("\(message)/\(statement)/Ntry/NtryDtls/TxDtls")
            tree.addDocument("\(message)/\(statement)/Ntry/NtryDtls/TxDtls/RmtInf/Strd")
        }
        return tree
    }()

    private mutating func addStatement(_ path: String) {
        add(path, part: .statement)
        add("\(path)/Id", .statement(.identity))
        add("\(path)/ElctrncSeqNb", .statement(.sequence))
        add("\(path)/LglSeqNb", .statement(.legalSequence))
        add("\(path)/StmtPgntn/PgNb", .statement(.page))
        add("\(path)/NtfctnPgntn/PgNb", .statement(.page))
        add("\(path)/CreDtTm", .statement(.created))
        add("\(path)/FrToDt/FrDtTm", .statement(.coveredFrom))
        add("\(path)/FrToDt/ToDtTm", .statement(.coveredTo))
        add("\(path)/Acct/Id/IBAN", .statement(.account))
        add("\(path)/Acct/Id/Othr/Id", .statement(.account))
        add("\(path)/Acct/Ccy", .statement(.currency))
        add("\(path)/Acct/Ownr/Nm", .statement(.ownerName))
        add("\(path)/Bal", part: .balance)
        add("\(path)/Bal/Tp/CdOrPrtry/Cd", .balance(.code))
        add("\(path)/Bal/Amt", .balance(.amount))
        add("\(path)/Bal/CdtDbtInd", .balance(.direction))
        add("\(path)/Bal/Dt/Dt", .balance(.day))
        add("\(path)/Bal/Dt/DtTm", .balance(.day))
    }

    private mutating func addEntry(_ path: String) {
        add(path, part: .entry)
        add("\(path)/Amt", .entry(.amount))
        add("\(path)/CdtDbtInd", .entry(.direction))
        add("\(path)/RvslInd", .entry(.reversal))
        add("\(path)/Sts", .entry(.status))
        add("\(path)/Sts/Cd", .entry(.status))
        add("\(path)/BookgDt/Dt", .entry(.booked))
        add("\(path)/BookgDt/DtTm", .entry(.booked))
        add("\(path)/ValDt/Dt", .entry(.valued))
        add("\(path)/ValDt/DtTm", .entry(.valued))
        add("\(path)/AcctSvcrRef", .entry(.reference))
        add("\(path)/BkTxCd/Domn/Cd", .entry(.domain))
        add("\(path)/BkTxCd/Domn/Fmly/Cd", .entry(.family))
        add("\(path)/BkTxCd/Domn/Fmly/SubFmlyCd", .entry(.subfamily))
        add("\(path)/BkTxCd/Prtry/Cd", .entry(.proprietary))
        add("\(path)/BkTxCd/Prtry/Issr", .entry(.issuer))
        add("\(path)/NtryDtls", part: .group)
        add("\(path)/NtryDtls/Btch/NbOfTxs", .entry(.batchCount))
        add("\(path)/AddtlNtryInf", .entry(.information))
        add("\(path)/Chrgs/TtlChrgsAndTaxAmt", .entry(.chargeTotal))
        addCharge("\(path)/Chrgs", .entryCharge)
    }

    private mutating func addDetail(_ path: String) {
        add(path, part: .detail)
        add("\(path)/Amt", .detail(.amount))
        add("\(path)/AmtDtls/TxAmt/Amt", .detail(.transactionAmount))
        add("\(path)/CdtDbtInd", .detail(.direction))
        add("\(path)/Refs/AcctSvcrRef", .detail(.reference))
        add("\(path)/BkTxCd/Domn/Fmly/SubFmlyCd", .detail(.subfamily))
        add("\(path)/BkTxCd/Prtry/Cd", .detail(.proprietary))
        add("\(path)/BkTxCd/Prtry/Issr", .detail(.issuer))
        add("\(path)/Chrgs/TtlChrgsAndTaxAmt", .detail(.chargeTotal))
        addCharge("\(path)/Chrgs", .detailCharge)
        add("\(path)/RltdPties/Dbtr/Nm", .detail(.payerName))
        add("\(path)/RltdPties/Dbtr/Pty/Nm", .detail(.payerName))
        add("\(path)/RltdPties/Dbtr/Agt/FinInstnId/Nm", .detail(.payerName))
        add("\(path)/RltdPties/DbtrAcct/Id/IBAN", .detail(.payerAccount))
        add("\(path)/RltdPties/DbtrAcct/Id/Othr/Id", .detail(.payerAccount))
        add("\(path)/RmtInf/Ustrd", .detail(.text))
        add("\(path)/AddtlTxInf", .detail(.text))
        add("\(path)/RltdDts/AccptncDtTm", .detail(.accepted))
    }

    private mutating func addDocument(_ path: String) {
        add(path, part: .document)
        add("\(path)/RfrdDocInf/Tp/CdOrPrtry/Cd", .document(.type))
        add("\(path)/RfrdDocInf/Nb", .document(.number))
        add("\(path)/RfrdDocAmt/RmtdAmt", .document(.amount))
        add("\(path)/RfrdDocAmt/CdtNoteAmt", .document(.creditAmount))
        add("\(path)/CdtrRefInf/Ref", .document(.reference))
        add("\(path)/CdtrRefInf/Tp/CdOrPrtry/Cd", .document(.referenceType))
        add("\(path)/CdtrRefInf/Tp/Issr", .document(.referenceIssuer))
        add("\(path)/AddtlRmtInf", .document(.text))
    }

    /// In 001.02 each `Chrgs` is a charge, in 001.08 each record within it.
    private mutating func addCharge(_ path: String, _ part: CamtPart) {
        for path in [path, "\(path)/Rcrd"] {
            add(path, part: part)
            add("\(path)/Amt", .charge(.amount))
            add("\(path)/CdtDbtInd", .charge(.direction))
        }
    }
}
