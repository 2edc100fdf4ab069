import Basics

/// Steps at court by their stable names.
public enum CourtTexts {
    public static func name(_ act: String, _ language: Language = .nb) -> String {
        switch act {
        case "conciliation", "conciliation-complaint":
            choose(language, "Forliksklage", "Forliksklage", "Complaint to the conciliation board")
        case "enforcement", "enforcement-petition":
            choose(language, "Begjæring om utlegg", "Krav om utlegg", "Petition for enforcement")
        case "bankruptcy-notice-service":
            choose(
                language, "Forkynnelse av konkursvarsel", "Forkynning av konkursvarsel",
                "Service of a bankruptcy notice")
        case "bankruptcy-deposit":
            choose(
                language, "Konkursbegjæring, sikkerhet", "Konkurskrav, trygd",
                "Bankruptcy petition, deposit")
        case "bankruptcy-petition-withdrawn":
            choose(
                language, "Konkursbegjæring avvist eller trukket",
                "Konkurskrav avvist eller trekt", "Bankruptcy petition rejected or withdrawn")
        case "bankruptcy-opened":
            choose(language, "Konkurs åpnet", "Konkurs opna", "Bankruptcy opened")
        case "bankruptcy-discontinued":
            choose(language, "Konkursbo innstilt", "Konkursbu innstilt", "Estate discontinued")
        case "district-court":
            choose(
                language, "Tingretten, første dag", "Tingretten, første dag",
                "District court, first day")
        case "small-claims":
            choose(language, "Småkravprosess", "Småkravprosess", "Small-claims procedure")
        case "drafting-enforcement-petition":
            choose(
                language, "Skriving av utleggsbegjæring, høyst",
                "Skriving av krav om utlegg, høgst", "Drafting a petition for enforcement, at most")
        case "drafting-conciliation-complaint":
            choose(
                language, "Skriving av forliksklage, høyst", "Skriving av forliksklage, høgst",
                "Drafting a complaint, at most")
        default:
            choose(
                language, "Rettshjelp i forliksrådet, høyst", "Rettshjelp i forliksrådet, høgst",
                "Legal help before the conciliation board, at most")
        }
    }
}
