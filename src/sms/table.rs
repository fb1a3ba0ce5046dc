// @generated from gsm_national_tables.json (3GPP TS 23.038 annex A, AOSP GsmAlphabet.java @123007b3 (Apache-2.0)): npm run generate:sms
//! The national language tables.

use super::NationalTable;

/// 3GPP TS 23.038 annex A, every language in the order of its identifier. Spanish has no locking shift table (A.3.2).
#[rustfmt::skip]
pub const NATIONAL_TABLES: &[NationalTable<'static>] = &[
    NationalTable {
        language: "tr",
        locking: "@\u{00a3}$\u{00a5}\u{20ac}éùıòÇ\u{000a}Ğğ\u{000d}ÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{ffff}ŞşßÉ !\"#\u{00a4}%&'()*+,-./0123456789:;<=>?İABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ\u{00a7}çabcdefghijklmnopqrstuvwxyzäöñüà",
        single_shift: "          \u{000c}         ^                   {}     \\            [~] |      Ğ İ         Ş               ç \u{20ac} ğ ı         ş            ",
    },
    NationalTable {
        language: "es",
        locking: "",
        single_shift: "         ç\u{000c}         ^                   {}     \\            [~] |Á       Í     Ó     Ú           á   \u{20ac}   í     ó     ú          ",
    },
    NationalTable {
        language: "pt",
        locking: "@\u{00a3}$\u{00a5}êéúíóç\u{000a}Ôô\u{000d}ÁáΔ_ªÇÀ\u{221e}^\\\u{20ac}Ó|\u{ffff}ÂâÊÉ !\"#º%&'()*+,-./0123456789:;<=>?ÍABCDEFGHIJKLMNOPQRSTUVWXYZÃÕÚÜ\u{00a7}~abcdefghijklmnopqrstuvwxyzãõ`üà",
        single_shift: "     ê   ç\u{000c}Ôô Áá  ΦΓ^ΩΠΨΣΘ     Ê        {}     \\            [~] |À       Í     Ó     Ú     ÃÕ    Â   \u{20ac}   í     ó     ú     ãõ  â",
    },
    NationalTable {
        language: "bn",
        locking: "\u{0981}\u{0982}\u{0983}অআইঈউঊঋ\u{000a}ঌ \u{000d} এঐ  ওঔকখগঘঙচ\u{ffff}ছজঝঞ !টঠডঢণত)(থদ,ধ.ন0123456789:; পফ?বভমযর ল   শষসহ\u{09bc}ঽ\u{09be}\u{09bf}\u{09c0}\u{09c1}\u{09c2}\u{09c3}\u{09c4}  \u{09c7}\u{09c8}  \u{09cb}\u{09cc}\u{09cd}ৎabcdefghijklmnopqrstuvwxyz\u{09d7}ড়ঢ়ৰৱ",
        single_shift: "@\u{00a3}$\u{00a5}\u{00bf}\"\u{00a4}%&'\u{000c}*+ -/<=>\u{00a1}^\u{00a1}_#*\u{09e6}\u{09e7} \u{09e8}\u{09e9}\u{09ea}\u{09eb}\u{09ec}\u{09ed}\u{09ee}\u{09ef}য়ৠৡ\u{09e2}{}\u{09e3}\u{09f2}\u{09f3}\u{09f4}\u{09f5}\\\u{09f6}\u{09f7}\u{09f8}\u{09f9}\u{09fa}       [~] |ABCDEFGHIJKLMNOPQRSTUVWXYZ          \u{20ac}                          ",
    },
    NationalTable {
        language: "gu",
        locking: "\u{0a81}\u{0a82}\u{0a83}અઆઇઈઉઊઋ\u{000a}ઌઍ\u{000d} એઐઑ ઓઔકખગઘઙચ\u{ffff}છજઝઞ !ટઠડઢણત)(થદ,ધ.ન0123456789:; પફ?બભમયર લળ વશષસહ\u{0abc}ઽ\u{0abe}\u{0abf}\u{0ac0}\u{0ac1}\u{0ac2}\u{0ac3}\u{0ac4}\u{0ac5} \u{0ac7}\u{0ac8}\u{0ac9} \u{0acb}\u{0acc}\u{0acd}ૐabcdefghijklmnopqrstuvwxyzૠૡ\u{0ae2}\u{0ae3}\u{0af1}",
        single_shift: "@\u{00a3}$\u{00a5}\u{00bf}\"\u{00a4}%&'\u{000c}*+ -/<=>\u{00a1}^\u{00a1}_#*\u{0964}\u{0965} \u{0ae6}\u{0ae7}\u{0ae8}\u{0ae9}\u{0aea}\u{0aeb}\u{0aec}\u{0aed}\u{0aee}\u{0aef}  {}     \\            [~] |ABCDEFGHIJKLMNOPQRSTUVWXYZ          \u{20ac}                          ",
    },
    NationalTable {
        language: "hi",
        locking: "\u{0901}\u{0902}\u{0903}अआइईउऊऋ\u{000a}ऌऍ\u{000d}ऎएऐऑऒओऔकखगघङच\u{ffff}छजझञ !टठडढणत)(थद,ध.न0123456789:;ऩपफ?बभमयरऱलळऴवशषसह\u{093c}ऽ\u{093e}\u{093f}\u{0940}\u{0941}\u{0942}\u{0943}\u{0944}\u{0945}\u{0946}\u{0947}\u{0948}\u{0949}\u{094a}\u{094b}\u{094c}\u{094d}ॐabcdefghijklmnopqrstuvwxyzॲॻॼॾॿ",
        single_shift: "@\u{00a3}$\u{00a5}\u{00bf}\"\u{00a4}%&'\u{000c}*+ -/<=>\u{00a1}^\u{00a1}_#*\u{0964}\u{0965} \u{0966}\u{0967}\u{0968}\u{0969}\u{096a}\u{096b}\u{096c}\u{096d}\u{096e}\u{096f}\u{0951}\u{0952}{}\u{0953}\u{0954}क़ख़ग़\\ज़ड़ढ़फ़य़ॠॡ\u{0962}\u{0963}\u{0970}ॱ [~] |ABCDEFGHIJKLMNOPQRSTUVWXYZ          \u{20ac}                          ",
    },
    NationalTable {
        language: "kn",
        locking: " \u{0c82}\u{0c83}ಅಆಇಈಉಊಋ\u{000a}ಌ \u{000d}ಎಏಐ ಒಓಔಕಖಗಘಙಚ\u{ffff}ಛಜಝಞ !ಟಠಡಢಣತ)(ಥದ,ಧ.ನ0123456789:; ಪಫ?ಬಭಮಯರಱಲಳ ವಶಷಸಹ\u{0cbc}ಽ\u{0cbe}\u{0cbf}\u{0cc0}\u{0cc1}\u{0cc2}\u{0cc3}\u{0cc4} \u{0cc6}\u{0cc7}\u{0cc8} \u{0cca}\u{0ccb}\u{0ccc}\u{0ccd}\u{0cd5}abcdefghijklmnopqrstuvwxyz\u{0cd6}ೠೡ\u{0ce2}\u{0ce3}",
        single_shift: "@\u{00a3}$\u{00a5}\u{00bf}\"\u{00a4}%&'\u{000c}*+ -/<=>\u{00a1}^\u{00a1}_#*\u{0964}\u{0965} \u{0ce6}\u{0ce7}\u{0ce8}\u{0ce9}\u{0cea}\u{0ceb}\u{0cec}\u{0ced}\u{0cee}\u{0cef}ೞೱ{}ೲ    \\            [~] |ABCDEFGHIJKLMNOPQRSTUVWXYZ          \u{20ac}                          ",
    },
    NationalTable {
        language: "ml",
        locking: " \u{0d02}\u{0d03}അആഇഈഉഊഋ\u{000a}ഌ \u{000d}എഏഐ ഒഓഔകഖഗഘങച\u{ffff}ഛജഝഞ !ടഠഡഢണത)(ഥദ,ധ.ന0123456789:; പഫ?ബഭമയരറലളഴവശഷസഹ ഽ\u{0d3e}\u{0d3f}\u{0d40}\u{0d41}\u{0d42}\u{0d43}\u{0d44} \u{0d46}\u{0d47}\u{0d48} \u{0d4a}\u{0d4b}\u{0d4c}\u{0d4d}\u{0d57}abcdefghijklmnopqrstuvwxyzൠൡ\u{0d62}\u{0d63}\u{0d79}",
        single_shift: "@\u{00a3}$\u{00a5}\u{00bf}\"\u{00a4}%&'\u{000c}*+ -/<=>\u{00a1}^\u{00a1}_#*\u{0964}\u{0965} \u{0d66}\u{0d67}\u{0d68}\u{0d69}\u{0d6a}\u{0d6b}\u{0d6c}\u{0d6d}\u{0d6e}\u{0d6f}\u{0d70}\u{0d71}{}\u{0d72}\u{0d73}\u{0d74}\u{0d75}ൺ\\ൻർൽൾൿ       [~] |ABCDEFGHIJKLMNOPQRSTUVWXYZ          \u{20ac}                          ",
    },
    NationalTable {
        language: "or",
        locking: "\u{0b01}\u{0b02}\u{0b03}ଅଆଇଈଉଊଋ\u{000a}ଌ \u{000d} ଏଐ  ଓଔକଖଗଘଙଚ\u{ffff}ଛଜଝଞ !ଟଠଡଢଣତ)(ଥଦ,ଧ.ନ0123456789:; ପଫ?ବଭମଯର ଲଳ ଵଶଷସହ\u{0b3c}ଽ\u{0b3e}\u{0b3f}\u{0b40}\u{0b41}\u{0b42}\u{0b43}\u{0b44}  \u{0b47}\u{0b48}  \u{0b4b}\u{0b4c}\u{0b4d}\u{0b56}abcdefghijklmnopqrstuvwxyz\u{0b57}ୠୡ\u{0b62}\u{0b63}",
        single_shift: "@\u{00a3}$\u{00a5}\u{00bf}\"\u{00a4}%&'\u{000c}*+ -/<=>\u{00a1}^\u{00a1}_#*\u{0964}\u{0965} \u{0b66}\u{0b67}\u{0b68}\u{0b69}\u{0b6a}\u{0b6b}\u{0b6c}\u{0b6d}\u{0b6e}\u{0b6f}ଡ଼ଢ଼{}ୟ\u{0b70}ୱ  \\            [~] |ABCDEFGHIJKLMNOPQRSTUVWXYZ          \u{20ac}                          ",
    },
    NationalTable {
        language: "pa",
        locking: "\u{0a01}\u{0a02}\u{0a03}ਅਆਇਈਉਊ \u{000a}  \u{000d} ਏਐ  ਓਔਕਖਗਘਙਚ\u{ffff}ਛਜਝਞ !ਟਠਡਢਣਤ)(ਥਦ,ਧ.ਨ0123456789:; ਪਫ?ਬਭਮਯਰ ਲਲ਼ ਵਸ਼ ਸਹ\u{0a3c} \u{0a3e}\u{0a3f}\u{0a40}\u{0a41}\u{0a42}    \u{0a47}\u{0a48}  \u{0a4b}\u{0a4c}\u{0a4d}\u{0a51}abcdefghijklmnopqrstuvwxyz\u{0a70}\u{0a71}ੲੳੴ",
        single_shift: "@\u{00a3}$\u{00a5}\u{00bf}\"\u{00a4}%&'\u{000c}*+ -/<=>\u{00a1}^\u{00a1}_#*\u{0964}\u{0965} \u{0a66}\u{0a67}\u{0a68}\u{0a69}\u{0a6a}\u{0a6b}\u{0a6c}\u{0a6d}\u{0a6e}\u{0a6f}ਖ਼ਗ਼{}ਜ਼ੜਫ਼\u{0a75} \\            [~] |ABCDEFGHIJKLMNOPQRSTUVWXYZ          \u{20ac}                          ",
    },
    NationalTable {
        language: "ta",
        locking: " \u{0b82}ஃஅஆஇஈஉஊ \u{000a}  \u{000d}எஏஐ ஒஓஔக   ஙச\u{ffff} ஜ ஞ !ட   ணத)(  , .ந0123456789:;னப ?  மயரறலளழவஶஷஸஹ  \u{0bbe}\u{0bbf}\u{0bc0}\u{0bc1}\u{0bc2}   \u{0bc6}\u{0bc7}\u{0bc8} \u{0bca}\u{0bcb}\u{0bcc}\u{0bcd}ௐabcdefghijklmnopqrstuvwxyz\u{0bd7}\u{0bf0}\u{0bf1}\u{0bf2}\u{0bf9}",
        single_shift: "@\u{00a3}$\u{00a5}\u{00bf}\"\u{00a4}%&'\u{000c}*+ -/<=>\u{00a1}^\u{00a1}_#*\u{0964}\u{0965} \u{0be6}\u{0be7}\u{0be8}\u{0be9}\u{0bea}\u{0beb}\u{0bec}\u{0bed}\u{0bee}\u{0bef}\u{0bf3}\u{0bf4}{}\u{0bf5}\u{0bf6}\u{0bf7}\u{0bf8}\u{0bfa}\\            [~] |ABCDEFGHIJKLMNOPQRSTUVWXYZ          \u{20ac}                          ",
    },
    NationalTable {
        language: "te",
        locking: "\u{0c01}\u{0c02}\u{0c03}అఆఇఈఉఊఋ\u{000a}ఌ \u{000d}ఎఏఐ ఒఓఔకఖగఘఙచ\u{ffff}ఛజఝఞ !టఠడఢణత)(థద,ధ.న0123456789:; పఫ?బభమయరఱలళ వశషసహ ఽ\u{0c3e}\u{0c3f}\u{0c40}\u{0c41}\u{0c42}\u{0c43}\u{0c44} \u{0c46}\u{0c47}\u{0c48} \u{0c4a}\u{0c4b}\u{0c4c}\u{0c4d}\u{0c55}abcdefghijklmnopqrstuvwxyz\u{0c56}ౠౡ\u{0c62}\u{0c63}",
        single_shift: "@\u{00a3}$\u{00a5}\u{00bf}\"\u{00a4}%&'\u{000c}*+ -/<=>\u{00a1}^\u{00a1}_#*   \u{0c66}\u{0c67}\u{0c68}\u{0c69}\u{0c6a}\u{0c6b}\u{0c6c}\u{0c6d}\u{0c6e}\u{0c6f}ౘౙ{}\u{0c78}\u{0c79}\u{0c7a}\u{0c7b}\u{0c7c}\\\u{0c7d}\u{0c7e}\u{0c7f}         [~] |ABCDEFGHIJKLMNOPQRSTUVWXYZ          \u{20ac}                          ",
    },
    NationalTable {
        language: "ur",
        locking: "اآبٻڀپڦتۂٿ\u{000a}ٹٽ\u{000d}ٺټثجځڄڃڅچڇحخد\u{ffff}ڌڈډڊ !ڏڍذرڑړ)(ڙز,ږ.ژ0123456789:;ښسش?صضطظعفقکڪګگڳڱلمنںڻڼوۄەہھءیېے\u{064d}\u{0650}\u{064f}\u{0657}\u{0654}abcdefghijklmnopqrstuvwxyz\u{0655}\u{0651}\u{0653}\u{0656}\u{0670}",
        single_shift: "@\u{00a3}$\u{00a5}\u{00bf}\"\u{00a4}%&'\u{000c}*+ -/<=>\u{00a1}^\u{00a1}_#*\u{0600}\u{0601} \u{06f0}\u{06f1}\u{06f2}\u{06f3}\u{06f4}\u{06f5}\u{06f6}\u{06f7}\u{06f8}\u{06f9}\u{060c}\u{060d}{}\u{060e}\u{060f}\u{0610}\u{0611}\u{0612}\\\u{0613}\u{0614}\u{061b}\u{061f}ـ\u{0652}\u{0658}\u{066b}\u{066c}ٲٳۍ[~]\u{06d4}|ABCDEFGHIJKLMNOPQRSTUVWXYZ          \u{20ac}                          ",
    },
];
