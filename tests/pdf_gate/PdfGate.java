import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Reads "PROFILE TAB PATH" lines and answers each with one line per broken rule, then "end".
 * It stays alive between questions, because starting Java costs more than validating.
 */
public class PdfGate {
    public static void main(String[] none) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            String[] question = line.split("\t", 2);
            try {
                brokenRules(PDFAFlavour.byFlavourId(question[0]), question[1])
                        .forEach((rule, count) -> System.out.println("gate\t" + count + " x " + rule));
            } catch (Exception | LinkageError unreadable) {
                System.out.println("gate\tcannot be validated: " + oneLine(unreadable.toString()));
            }
            System.out.println("gate\tend");
            System.out.flush();
        }
    }

    private static Map<String, Integer> brokenRules(PDFAFlavour profile, String path) throws Exception {
        Map<String, Integer> broken = new LinkedHashMap<>();
        try (FileInputStream file = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(file, profile);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    broken.merge(assertion.getRuleId().getClause() + " test "
                            + assertion.getRuleId().getTestNumber() + ": "
                            + oneLine(assertion.getMessage()), 1, Integer::sum);
                }
            }
            if (broken.isEmpty() && !result.isCompliant()) {
                broken.put("does not conform, for no reason given", 1);
            }
        }
        return broken;
    }

    private static String oneLine(String text) {
        String flat = text.replaceAll("\\s+", " ");
        return flat.length() > 200 ? flat.substring(0, 200) + "…" : flat;
    }
}
