import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.processor.reports.enums.JobEndStatus;

/**
 * Asks veraPDF about each file in each flavour and prints one line per pair.
 *
 * <pre>
 * Judge [-v] FLAVOUR[,FLAVOUR...] FILE...
 * Judge --list
 *
 * PASS  ua1  book.pdf
 * FAIL  ua1  book.pdf  7.1-10x1 7.18.3-1x12     failed rules: clause-test x how often
 * ERROR ua1  book.pdf  why there is no verdict
 * </pre>
 *
 * The fields are parted by tabs. Flavours are veraPDF's own ids ({@code ua1}, {@code 2a}, {@code
 * 2b}, {@code 4}, ...); {@code auto} takes those that the file's XMP claims. {@code -v} adds one
 * indented line for each failed check.
 *
 * <p>Exit status: 0 all pass, 1 a file fails, 2 a verdict is missing. A missing verdict is never a
 * pass: without a JAXB runtime, for one, veraPDF loads no profile and says nothing at all.
 */
public final class Judge {
    /** How many failed checks of a rule are kept for {@code -v}. */
    private static final int CHECKS_SHOWN = 100;

    private static final int PASS = 0;
    private static final int FAIL = 1;
    private static final int NO_VERDICT = 2;

    public static void main(String[] arguments) {
        // veraPDF reports each oddity of a file to the log; the verdict carries what matters.
        Logger.getLogger("").setLevel(Level.OFF);

        boolean explain = false;
        List<String> names = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals("--list")) {
                for (PDFAFlavour flavour : PDFAFlavour.values()) {
                    System.out.println(flavour.getId() + "\t" + flavour);
                }
                return;
            } else if (argument.equals("-v")) {
                explain = true;
            } else {
                names.add(argument);
            }
        }
        if (names.size() < 2) {
            System.err.println("usage: Judge [-v] FLAVOUR[,FLAVOUR...] FILE...");
            System.exit(NO_VERDICT);
        }

        VeraGreenfieldFoundryProvider.initialise();
        int worst = PASS;
        for (String file : names.subList(1, names.size())) {
            for (String flavour : names.get(0).split(",")) {
                worst = Math.max(worst, judge(file, flavour, explain));
            }
        }
        System.exit(worst);
    }

    /** Prints the verdicts on one file in one flavour and returns the worst of them. */
    private static int judge(String file, String flavourId, boolean explain) {
        // Errors too: a class that is missing at run time is the commonest reason for no verdict.
        try (InputStream bytes = new FileInputStream(file);
                PDFAParser parser = parser(bytes, flavourId)) {
            List<PDFAFlavour> flavours =
                    flavourId.equals("auto") ? parser.getFlavours() : List.of(flavour(flavourId));
            PDFAValidator validator =
                    Foundries.defaultInstance()
                            .createValidator(flavours, CHECKS_SHOWN, false, explain, false);
            List<ValidationResult> results = validator.validateAll(parser);
            if (results.isEmpty()) {
                return noVerdict(flavourId, file, "veraPDF gave no result");
            }
            int worst = PASS;
            for (ValidationResult result : results) {
                worst = Math.max(worst, verdict(result, file, explain));
            }
            return worst;
        } catch (Throwable reason) {
            return noVerdict(flavourId, file, reason.toString());
        }
    }

    private static PDFAParser parser(InputStream bytes, String flavourId) throws Exception {
        return flavourId.equals("auto")
                ? Foundries.defaultInstance().createParser(bytes)
                : Foundries.defaultInstance().createParser(bytes, flavour(flavourId));
    }

    private static PDFAFlavour flavour(String id) {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            throw new IllegalArgumentException("veraPDF knows no flavour '" + id + "'");
        }
        return flavour;
    }

    private static int verdict(ValidationResult result, String file, boolean explain) {
        String flavour = result.getPDFAFlavour().getId();
        if (result.getJobEndStatus() != JobEndStatus.NORMAL) {
            return noVerdict(flavour, file, "veraPDF stopped early: " + result.getJobEndStatus());
        }
        if (result.getTotalAssertions() == 0) {
            return noVerdict(flavour, file, "veraPDF checked nothing: its profile did not load");
        }
        StringJoiner rules = new StringJoiner(" ");
        result.getFailedChecks()
                .forEach(
                        (rule, count) ->
                                rules.add(rule.getClause() + "-" + rule.getTestNumber() + "x" + count));
        print(result.isCompliant() ? "PASS" : "FAIL", flavour, file, rules.toString());
        if (explain) {
            result.getTestAssertions().forEach(Judge::explain);
        }
        return result.isCompliant() ? PASS : FAIL;
    }

    private static void explain(TestAssertion check) {
        String message = check.getErrorMessage() == null ? check.getMessage() : check.getErrorMessage();
        System.out.printf(
                "    %s-%d %s @ %s%n",
                check.getRuleId().getClause(),
                check.getRuleId().getTestNumber(),
                message,
                check.getLocation().getContext());
    }

    private static int noVerdict(String flavour, String file, String reason) {
        print("ERROR", flavour, file, reason.replaceAll("\\s+", " "));
        return NO_VERDICT;
    }

    private static void print(String verdict, String flavour, String file, String detail) {
        System.out.println(verdict + "\t" + flavour + "\t" + file + "\t" + detail);
    }
}
