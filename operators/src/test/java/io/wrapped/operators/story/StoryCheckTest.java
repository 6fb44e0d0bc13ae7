package io.wrapped.operators.story;

import static io.wrapped.operators.story.Requests.FACTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoryCheckTest {

    private static List<String> offences(String language, String title, String text) {
        return StoryCheck.offences(new StoryAnswer(title, text), Requests.facts(), language);
    }

    private static List<String> offences(String text) {
        return offences("en", "A day of music", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Monday, 5 May 2025, music kept you company for 3 hours and 20 minutes.",
                "May 5th was yours: 200 minutes, 58 streams.",
                "It was 5/5/2025. Or 2025-05-05, as the calendar has it.",
                "Some 3.3 hours of it; 41 minutes are usual.",
                "Two hours of Beyoncé, three hours and twenty minutes in all.",
                "You played fifty-eight streams, thirty-one of them by Beyoncé.",
                "“Halo” came first, then “22” by The 1975, and Maroon 5 after that.",
                "A 200-minute marathon of dream pop. I'd call it one of those days.",
                "Beyoncé's voice opened the evening. Somewhere in between, Halo.",
                "It was your biggest day of the year.",
                "It came to 58. May there be more.",
                "Dream pop ruled. Mondays can be like that.",
            })
    void honestSentencesPass(String text) {
        assertThat(offences(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "You listened for 4 hours. | 4 hours",
                "You listened for 3 hours and 50 minutes. | 3 hours and 50 minutes",
                "You listened for 200 hours. | 200 hours",
                "You played 200 songs. | 200 songs",
                "You played 1,234 songs. | 1,234 songs",
                "You spent four hours with it. | 4 hours",
                "You met twelve new artists. | 12 new",
                "You met five new artists. | 5",
                "It was a hundred times better. | 100 times",
                "It was the 22nd time. | 22nd",
                "It was 73% of your day. | 73",
                "On 6 May you danced. | 6 May",
                "It was 05.06.2025. | 05.06.2025",
                "That was in 1999. | 1999",
                "Half past ② it was. | ②",
            })
    void numbersThatTheFactsDoNotHoldAreFound(String text, String said) {
        assertThat(offences(text)).anyMatch(offence -> offence.contains("'" + said));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "You danced to Taylor Swift. | Taylor",
                "Taylor Swift was there. | Taylor",
                "Rammstein was there. | Rammstein",
                "You played “Bad Romance” at night. | “Bad Romance”",
                "You played 'Bad Romance' at night. | 'Bad Romance'",
                "It was a Tuesday. | Tuesday",
                "Like a June evening. | June",
                "All of Berlin heard it. | Berlin",
                "It felt like Christmas. | Christmas",
            })
    void namesThatTheFactsDoNotHoldAreFound(String text, String said) {
        assertThat(offences(text)).anyMatch(offence -> offence.contains(said));
    }

    @Test
    void aTitleInTitleCaseMayHoldCommonWordsButNoForeignName() {
        assertThat(offences("en", "The Day Beyoncé Took Over", "You danced.")).isEmpty();
        assertThat(offences("en", "The Day Adele Took Over", "You danced."))
                .singleElement()
                .asString()
                .contains("'Adele'");
    }

    @Test
    void theDayIsTheBiggestOnlyWhenItsFactsSaySo() {
        FactSheet second =
                Requests.facts("BIGGEST_MUSIC_DAY", FACTS.replace("\"rank\":1", "\"rank\":2"));
        StoryAnswer story = new StoryAnswer("Your biggest day", "You danced.");

        assertThat(StoryCheck.offences(story, second, "en"))
                .singleElement()
                .asString()
                .contains("biggest");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | Am Montag, 5. Mai 2025, lief 3 Stunden und 20 Minuten Musik von Beyoncé.",
                "es | El lunes 5 de mayo de 2025 escuchaste 3 horas y 20 minutos de Beyoncé.",
                "fr | Le lundi 5 mai 2025, tu as écouté 3 heures et 20 minutes de Beyoncé.",
                "it | Lunedì 5 maggio 2025 hai ascoltato Beyoncé per 3 ore e 20 minuti.",
                "sv | Den 5 maj 2025 lyssnade du på Beyoncé i 200 minuter.",
                "ja | 2025年5月5日、「Halo」を4回聴きました。",
            })
    void honestSentencesPassInOtherLanguages(String language, String text) {
        assertThat(offences(language, "Beyoncé", text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | Am 5. Juni lief Musik. | Juni",
                "de | Am Dienstag lief Musik. | Dienstag",
                "de | Am 6. Mai lief Musik. | 6. Mai",
                "de | Du hörtest 4 Stunden Musik. | 4 Stunden",
                "de | Du hörtest Helene Fischer. | Fischer",
                "de | Du hörtest „Atemlos“ dazu. | „Atemlos“",
                "es | El 5 de junio sonó la música. | junio",
                "es | Escuchaste 4 horas. | 4 horas",
                "es | Sonó mucho Rosalía ese día. | Rosalía",
                "fr | Le 5 juin, la musique jouait. | juin",
                "fr | Un mardi de musique. | mardi",
                "fr | Tu as écouté Stromae toute la nuit. | Stromae",
                "pt | Foram 77 músicas. | 77",
                "ja | 2025年6月5日でした。 | 6",
            })
    void liesAreFoundInOtherLanguages(String language, String text, String said) {
        assertThat(offences(language, "Beyoncé", text)).anyMatch(offence -> offence.contains(said));
    }

    @Test
    void aSongNamedLikeANumberExcusesNoNumber() {
        assertThat(offences("You listened for 22 hours.")).isNotEmpty();
    }

    @Test
    void minutesAreNoCountOfAnythingElse() {
        FactSheet facts = Requests.facts("BIRTHDAY", "{\"minutes\":95,\"streams\":30}");

        assertThat(
                        StoryCheck.offences(
                                new StoryAnswer("Yours", "It was 95 minutes, or 1 hour and 35."),
                                facts,
                                "en"))
                .isEmpty();
        assertThat(
                        StoryCheck.offences(
                                new StoryAnswer("Yours", "You played 95 songs."), facts, "en"))
                .hasSize(1);
    }

    @Test
    void identifiersAreNoNames() {
        assertThat(offences("You played “s1” by A1.")).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void decadesOfYearsInTheFactsMayBeNamed() {
        FactSheet facts = Requests.facts("MOST_NOSTALGIC_DAY", "{\"release_year\":1984}");

        assertThat(
                        StoryCheck.offences(
                                new StoryAnswer("Back then", "The 1980s called, the '80s!"),
                                facts,
                                "en"))
                .isEmpty();
        assertThat(
                        StoryCheck.offences(
                                new StoryAnswer("Back then", "The 1970s called."), facts, "en"))
                .hasSize(1);
    }
}
