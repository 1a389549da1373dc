package io.stockade.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What Maven is told. */
final class Poms {
    private Poms() {}

    static String version(Path pom) {
        return find(pom, "/project/version");
    }

    /** @param place as XPath; no namespaces */
    static String find(Path pom, String place) {
        List<String> found = all(pom, place);
        if (found.size() != 1) {
            throw new AssertionError(pom + " has " + found + " at " + place);
        }
        return found.get(0);
    }

    static List<String> all(Path pom, String place) {
        try {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
            NodeList nodes =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(place, document, XPathConstants.NODESET);
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(index -> nodes.item(index).getTextContent())
                    .toList();
        } catch (IOException | SAXException | ParserConfigurationException | XPathExpressionException unreadable) {
            throw new IllegalArgumentException(pom + " can't be read", unreadable);
        }
    }
}
