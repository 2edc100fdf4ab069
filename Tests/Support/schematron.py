"""Judges an XML document by Schematron rules of the XSLT 2 binding, as the network's own validators do.

    schematron.py [--without ID,ID …] RULES.sch … -- DOCUMENT.xml …

It prints one line a finding, `DOCUMENT flag ID text`, and nothing when all is well; the exit status is 0 in both
cases. The rules are turned into a stylesheet: of the rules of a pattern, a node is judged by the first that fits it.

Only what published rules of EN 16931 and Peppol use is understood: ns, let, function, pattern, rule, assert, report.
Anything else ends the program with an error, so that no rule is passed over in silence.
"""

import pathlib
import sys
import xml.etree.ElementTree as ET

from saxonche import PySaxonProcessor

SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "http://www.w3.org/1999/XSL/Transform"
ET.register_namespace("xsl", XSL)


def xsl(name, parent=None, /, **attributes):
    tag = f"{{{XSL}}}{name}"
    return ET.Element(tag, attributes) if parent is None else ET.SubElement(
        parent, tag, attributes)


def variables(element, parent):
    for let in element.findall(f"{SCH}let"):
        xsl("variable", parent, name=let.get("name"), select=let.get("value"))


def check_known(element, known):
    for child in element:
        if isinstance(child.tag, str) and child.tag.startswith(SCH):
            name = child.tag[len(SCH):]
            if name not in known:
                sys.exit(f"schematron.py: <{name}> within <{element.tag}> is not understood")


def template(rule, mode, priority, without, sheet):
    check_known(rule, {"let", "assert", "report"})
    body = xsl("template", sheet, match=rule.get("context"), mode=mode, priority=str(priority))
    variables(rule, body)
    for test in rule:
        if test.tag not in (f"{SCH}assert", f"{SCH}report") or test.get("id") in without:
            continue
        condition = f"not({test.get('test')})" if test.tag == f"{SCH}assert" else test.get("test")
        hit = xsl("if", body, test=condition)
        flag = test.get("flag") or test.get("role") or "error"
        words = " ".join("".join(test.itertext()).split())
        xsl("text", hit).text = f"{flag} {test.get('id')} {words}\n"
    xsl("apply-templates", body, select="@*|node()", mode=mode)


def stylesheet(path, without):
    names = dict(node for _, node in ET.iterparse(path, events=["start-ns"]))
    root = ET.parse(path).getroot()
    check_known(root, {"title", "ns", "let", "phase", "pattern"})
    sheet = xsl("stylesheet", version="2.0")
    prefixes = {ns.get("prefix"): ns.get("uri") for ns in root.findall(f"{SCH}ns")}
    prefixes.update({prefix: uri for prefix, uri in names.items() if prefix == "u"})
    for prefix, uri in prefixes.items():
        # ElementTree writes only the namespaces of names; those within expressions are told as text.
        sheet.set(f"xmlns:{prefix}", uri)
    xsl("output", sheet, method="text")
    variables(root, sheet)
    for function in root.findall(f"{{{XSL}}}function"):
        sheet.append(function)
    start = xsl("template", sheet, match="/")
    for number, pattern in enumerate(root.findall(f"{SCH}pattern")):
        check_known(pattern, {"let", "rule"})
        mode = f"m{number}"
        # Variables of a pattern are looked up from anywhere in it: their names are its own.
        variables(pattern, sheet)
        xsl("apply-templates", start, select=".", mode=mode)
        rules = pattern.findall(f"{SCH}rule")
        for place, rule in enumerate(rules):
            template(rule, mode, 1000 + len(rules) - place, without, sheet)
        rest = xsl("template", sheet, match="@*|node()|/", mode=mode, priority="-1")
        xsl("apply-templates", rest, select="@*|node()", mode=mode)
        # Text is judged through its element.
        xsl("template", sheet, match="text()|comment()", mode=mode, priority="0")
    return ET.tostring(sheet, encoding="unicode")


def main():
    arguments = sys.argv[1:]
    without = set()
    if arguments and arguments[0] == "--without":
        without = set(arguments[1].split(","))
        arguments = arguments[2:]
    split = arguments.index("--")
    rules, documents = arguments[:split], arguments[split + 1:]
    with PySaxonProcessor(license=False) as processor:
        compiler = processor.new_xslt30_processor()
        for path in rules:
            compiled = compiler.compile_stylesheet(stylesheet_text=stylesheet(path, without))
            for document in documents:
                findings = compiled.transform_to_string(source_file=str(document)) or ""
                for line in findings.splitlines():
                    if line.strip():
                        print(f"{pathlib.Path(document).name} {line.strip()}")


if __name__ == "__main__":
    main()
