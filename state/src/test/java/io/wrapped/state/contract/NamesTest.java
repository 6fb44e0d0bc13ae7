package io.wrapped.state.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void whiteSpaceRunsBecomeOneSpaceAndEndsAreTrimmed() {
        assertThat(Names.normalise("\u3000The\u00a0 \u2003Band\u0085")).isEqualTo("the band");
    }

    @Test
    void zeroWidthSpaceAndSeparatorsOfAsciiAreNoWhiteSpace() {
        assertThat(Names.normalise("The\u200bBand")).isEqualTo("the\u200bband");
        assertThat(Names.normalise("the\u001cband")).isEqualTo("the\u001cband");
    }

    @Test
    void sigmaAtTheEndOfAWordIsFinal() {
        assertThat(Names.normalise("ΟΔΟΣ ΣΑΣ")).isEqualTo("οδος σας");
        assertThat(Names.normalise("ΝΙΚΟΣ-ΑΛΕΞΗΣ")).isEqualTo("νικος-αλεξης");
        assertThat(Names.normalise("ΟΣ'Α")).isEqualTo("οσ'α");
        assertThat(Names.normalise("Α\u0301Σ\u0301")).isEqualTo("α\u0301ς\u0301");
        assertThat(Names.normalise("Σ")).isEqualTo("σ");
    }

    @Test
    void lowerCaseIsThatOfNoLocale() {
        assertThat(Names.normalise("İI")).isEqualTo("i\u0307i");
        assertThat(Names.normalise("ẞTRAßE ＡＢ 𐐀")).isEqualTo("ßtraße ａｂ 𐐨");
    }

    @Test
    void aNameOfNothingButWhiteSpaceIsAbsent() {
        assertThat(Names.present("\u2003\t")).isFalse();
        assertThat(Names.present(null)).isFalse();
        assertThat(Names.present("\u200b")).isTrue();
        assertThat(Names.nameId(" ")).isNull();
    }

    @Test
    void idsAreMadeOfNormalisedNames() {
        assertThat(Names.nameId(" The  Band")).isEqualTo("name:the band");
        assertThat(Names.contentUri("The Band ", "A  Song")).isEqualTo("name:the band\u001fa song");
    }

    @Test
    void anIdBeyondItsBoundIsAHash() {
        String smileys = "😀".repeat(251);

        assertThat(Names.nameId(smileys)).isEqualTo("name:" + smileys);
        assertThat(Names.nameId(smileys + "x")).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void codePointsBeyondTheBasicPlaneComeLast() {
        assertThat(CodePoints.compare("z～", "z😀")).isNegative();
        assertThat(CodePoints.compare("z😀", "z😁")).isNegative();
        assertThat(CodePoints.compare("z", "z😀")).isNegative();
        assertThat(CodePoints.compare("😀", "～")).isPositive();
        assertThat(CodePoints.compare("a", "a")).isZero();
    }
}
